import type { Reply } from '../../core/bridge.ts';
import type {
  EventName,
  EventPayload,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../../core/contract.ts';
import { AppError, type AppErrorData } from '../../core/errors.ts';
import type { BodyId, UploadId } from '../../core/ids.ts';
import { actionOfCall, callEnded } from './call-action.ts';
import { createDesktopDoor, type Door } from './door.ts';
import { createWebDoor } from './web-bridge.ts';

let door: Door | undefined;

function currentDoor(): Door {
  door ??=
    window.bridge === undefined
      ? createWebDoor({
          fetch: (input, init) => window.fetch(input, init),
          location: window.location,
          history: window.history,
          storage: {
            getItem: (key) => sessionStorage.getItem(key),
            setItem: (key, value) => sessionStorage.setItem(key, value),
          },
        })
      : createDesktopDoor(window.bridge);
  return door;
}

/** Puts another door in place; for tests, which answer calls themselves. */
export function replaceDoor(next: Door | undefined): void {
  door = next;
}

/** Gives the value of a reply. @throws AppError with the code of the refusal */
function unwrap(reply: Reply): unknown {
  if (reply.ok) return reply.value;
  throw new AppError(reply.error.code, reply.error.message, { details: reply.error.details });
}

/** A call made before anybody asked, and whether something happened since that nobody heard. */
let ahead: { name: string; reply: Promise<Reply> | undefined; isOutdated: boolean; end(): void } | undefined;

/** Names of operations that take nothing. */
type PlainOperation = {
  [N in OperationName]: OperationInput<N> extends Record<string, never> ? N : never;
}[OperationName];

/** Makes a call before the code is loaded that wants its answer, and listens meanwhile; the first `call` takes the answer. */
export function callAhead(name: PlainOperation): void {
  const { bridge } = currentDoor();
  const end = bridge.subscribe(() => {
    if (ahead !== undefined) ahead.isOutdated = true;
  });
  ahead = { name, reply: bridge.call(crypto.randomUUID(), name, {}), isOutdated: false, end };
}

/** Stops listening for the call made ahead. Gives whether what it told may have changed before anybody else listened. */
export function endAhead(): boolean {
  const isOutdated = ahead?.isOutdated === true;
  ahead?.end();
  ahead = undefined;
  return isOutdated;
}

/** Gives the answer of the call made ahead, once. */
function takeAhead(name: string): Promise<Reply> | undefined {
  if (ahead?.name !== name) return undefined;
  const { reply } = ahead;
  ahead.reply = undefined;
  return reply;
}

/** Mends what calls are refused for, as by asking the user; true: the call is made once more. */
type Mender = (refusal: AppErrorData, signal: AbortSignal | undefined) => Promise<boolean>;
let mend: Mender | undefined;
/** Each time something else may be missing, but not for ever. */
const mostMends = 5;

/** Sets who is asked about refusals, before whoever made the call hears of them. */
export function setMender(next: Mender | undefined): void {
  mend = next;
}

/** Makes a call, and again as often as what it was refused for was put right. */
async function callMended(name: string, input: unknown, callId: string, signal: AbortSignal | undefined) {
  const { bridge } = currentDoor();
  let reply = await (takeAhead(name) ?? bridge.call(callId, name, input));
  for (let mends = 0; !reply.ok && mend !== undefined && mends < mostMends; mends += 1) {
    if (!(await mend(reply.error, signal)) || signal?.aborted === true) break;
    reply = await bridge.call(callId, name, input);
  }
  return reply;
}

/**
 * Runs an operation of the contract on the Node side.
 *
 * `signal` asks it to stop; it then ends with ERR_CALL_CANCELLED or with what it had. Give `callId` to tell the progress
 * events of this call from others.
 *
 * @throws AppError with the code of the refusal
 */
export async function call<N extends OperationName>(
  name: N,
  input: OperationInput<N>,
  options: { signal?: AbortSignal | undefined; callId?: string | undefined } = {},
): Promise<OperationOutput<N>> {
  const { signal, callId = crypto.randomUUID() } = options;
  if (signal?.aborted) throw new AppError('ERR_CALL_CANCELLED', 'The call was cancelled.');
  const { bridge } = currentDoor();
  const cancel = () => bridge.cancel(callId);
  const action = actionOfCall(name, input);
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const value = unwrap(await callMended(name, input, callId, signal));
    callEnded.well(action);
    return value as OperationOutput<N>;
  } catch (error) {
    callEnded.badly(action, error);
    throw error;
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/** Hears one kind of event from now on; the returned function ends that. */
export function subscribe<N extends EventName>(
  name: N,
  listener: (payload: EventPayload<N>) => void,
): () => void {
  return currentDoor().bridge.subscribe((event) => {
    if (event.name === name) listener(event.payload as EventPayload<N>);
  });
}

/** Hears when the flow of events breaks; the Node side may be gone, or back in a moment. */
export function onInterrupted(listener: () => void): () => void {
  return currentDoor().onInterrupted(listener);
}

/** Hears when events flow again after a break; what the window shows must then be read again. */
export function onReconnected(listener: () => void): () => void {
  return currentDoor().onReconnected(listener);
}

/** Turns the refusal in an HTTP answer into an AppError. */
async function refusalOf(response: Response): Promise<AppError> {
  try {
    const reply = (await response.json()) as Reply;
    if (!reply.ok)
      return new AppError(reply.error.code, reply.error.message, { details: reply.error.details });
  } catch {
    // Not ours: the plain refusal below.
  }
  return response.status === 401
    ? new AppError('ERR_CALL_UNAUTHORISED', 'This tab has no valid key for Postern.')
    : new AppError('ERR_CALL_DOOR_CLOSED', 'Postern does not answer as it should.');
}

async function fetchThroughDoor(path: string, init: RequestInit): Promise<Response> {
  try {
    return await currentDoor().fetch(path, init);
  } catch (fault) {
    if (init.signal?.aborted) {
      throw new AppError('ERR_CALL_CANCELLED', 'The call was cancelled.', { cause: fault });
    }
    throw new AppError('ERR_CALL_DOOR_CLOSED', 'Postern does not answer.', { cause: fault });
  }
}

/**
 * Reads the bytes of a body kept on the Node side: all of them, or those from `start` up to and without `end` (fewer
 * where the body ends before).
 *
 * @throws AppError ERR_BODY_NOT_FOUND, ERR_BODY_RANGE where `start` lies behind the end, ERR_CALL_CANCELLED
 */
export async function readBody(
  bodyId: BodyId,
  range?: { start: number; end?: number | undefined },
  signal?: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  if (range?.end !== undefined && range.end <= range.start) return new Uint8Array();
  const last = range?.end === undefined ? '' : String(range.end - 1);
  const headers = range === undefined ? undefined : { range: `bytes=${range.start}-${last}` };
  const response = await fetchThroughDoor(`/body/${bodyId}`, { headers, signal: signal ?? null });
  // An empty body has no first byte, so that every range of it is refused.
  if (response.status === 416 && range?.start === 0) return new Uint8Array();
  if (!response.ok) throw await refusalOf(response);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Sends a file to the Node side, where an operation takes it by its id (`upload` sources of an import).
 *
 * @throws AppError ERR_UPLOAD_TOO_LARGE, ERR_CALL_CANCELLED
 */
export async function upload(
  file: Blob,
  signal?: AbortSignal,
): Promise<{ uploadId: UploadId; sizeBytes: number }> {
  const response = await fetchThroughDoor('/upload', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
    signal: signal ?? null,
  });
  if (!response.ok) throw await refusalOf(response);
  return unwrap((await response.json()) as Reply) as { uploadId: UploadId; sizeBytes: number };
}
