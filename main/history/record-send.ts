import type { OperationParsedInput } from '../../core/contract.ts';
import type { Ending, HistoryRecording } from '../storage/history/send-notes.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { maskSentRequest } from '../../core/http/mask.ts';
import type { HistoryStart } from '../../core/history/history-entry.ts';
import type { Request } from '../../core/http/request.ts';
import { type ShownBody, cutAndMask, showRequestBody } from '../../core/http/shown-body.ts';
import { showExchange, showSentRequest } from '../../core/http/shown-exchange.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { ItemId } from '../../core/ids.ts';
import { keepDraft } from '../../core/history/kept-draft.ts';
import type { AppContext } from '../app-context.ts';
import { decodeBody } from '../services/decode-body.ts';

/** How much of a body is kept, in characters. */
const keptBodyChars = 64 * 1024;
const keptAnswerChars = 128 * 1024;
const keptMediaTypes = /^text\/|[/+](?:json|xml|javascript|x-www-form-urlencoded|graphql|yaml)$/;

/** Notes one send in the history; repeats for the sake of the authorization are one send. */
export interface SendRecorder {
  /** The entry of the history, once the request has left; absent where the history is off. */
  readonly id: string | undefined;
  /** The request is about to leave. */
  begin(wire: WireRequest): void;
  /** It was answered, or failed. */
  take(wire: WireRequest, exchange: Exchange): void;
  /** The send is over: keeps the last exchange taken, or nothing where none left the machine. */
  finish(): void;
}

/** Makes the recorder of one send. What is kept is worked out later, off the way of the send. */
export function recordSend(
  app: AppContext,
  input: OperationParsedInput<'request.send'>,
  request: Request,
  startedAtEpochMs: number,
): SendRecorder {
  let recording: HistoryRecording | undefined;
  let last: { wire: WireRequest; exchange: Exchange } | undefined;
  return {
    get id() {
      return recording?.id;
    },
    begin(wire) {
      recording ??= app.history.begin(() => describeBeginning(app, input, request, startedAtEpochMs, wire));
    },
    take(wire, exchange) {
      last = { wire, exchange };
    },
    finish() {
      const taken = last;
      if (taken === undefined) recording?.drop();
      else recording?.end(() => describeEnding(app, taken.wire, taken.exchange));
    },
  };
}

async function describeBeginning(
  app: AppContext,
  { id, parentId, environmentId }: OperationParsedInput<'request.send'>,
  request: Request,
  startedAtEpochMs: number,
  wire: WireRequest,
) {
  const start = describeStart(request, parentId, wire);
  const environmentName =
    environmentId === undefined ? undefined : await readEnvironmentName(app, environmentId);
  return {
    entry: {
      startedAtEpochMs,
      method: wire.method,
      url: start.sent.url,
      ...(id === undefined ? {} : { requestId: id }),
      ...(environmentId === undefined ? {} : { environmentId }),
      ...(environmentName === undefined ? {} : { environmentName }),
    },
    start,
  };
}

/** By what went out, which is the same object for a stored request that is sent again unchanged. */
const startsBefore = new WeakMap<WireRequest, { request: Request; start: HistoryStart }>();

function describeStart(request: Request, parentId: ItemId | undefined, wire: WireRequest): HistoryStart {
  const before = startsBefore.get(wire);
  if (before?.request === request && before.start.parentId === parentId) return before.start;
  const { method, url, headers } = wire;
  const requestBody = showRequestBody(wire.body, wire.secrets, keptBodyChars);
  const start: HistoryStart = {
    ...keepDraft(request),
    ...(parentId === undefined ? {} : { parentId }),
    sent: showSentRequest(maskSentRequest({ method, url, headers, bodySizeBytes: 0 }, wire)),
    ...(requestBody === undefined ? {} : { requestBody }),
  };
  startsBefore.set(wire, { request, start });
  return start;
}

function readEnvironmentName(app: AppContext, environmentId: ItemId): Promise<string | undefined> {
  return app.workspace.keep(`name of environment ${environmentId}`, async () => {
    const environments = await app.workspace.listEnvironments();
    return environments.find(({ id }) => id === environmentId)?.name;
  });
}

async function describeEnding(app: AppContext, wire: WireRequest, exchange: Exchange): Promise<Ending> {
  const shown = showExchange(exchange, wire.secrets);
  const { outcome } = shown;
  if (outcome.kind === 'failure') {
    return {
      outcome: { kind: 'failure', code: outcome.failure.code },
      durationMs: shown.timings.totalMs,
      end: { exchange: shown },
    };
  }
  const { status, statusText, body } = outcome;
  // Whoever asks for a token by hand wants no copy of it here.
  const isTokenCall =
    wire.body?.some((part) => part.kind === 'text' && part.text.includes('grant_type')) === true;
  const answer = isTokenCall ? undefined : await keepAnswer(app, body, wire.secrets);
  return {
    outcome: {
      kind: 'response',
      status,
      statusText,
      sizeBytes: body.sizeBytes,
      ...(body.incomplete === undefined ? {} : { isIncomplete: true }),
    },
    durationMs: shown.timings.totalMs,
    end: { exchange: shown, ...(answer === undefined ? {} : { answer }) },
  };
}

/** Only text is kept, and only its beginning. */
async function keepAnswer(
  app: AppContext,
  body: Extract<Exchange['outcome'], { kind: 'response' }>['body'],
  secrets: readonly string[],
): Promise<ShownBody | undefined> {
  if (!app.settings.read().history.keepAnswers || body.sizeBytes === 0) return undefined;
  if (!keptMediaTypes.test(body.mediaType)) return undefined;
  try {
    // A character has at most four bytes; secrets across the cut need a little more.
    const bytes = await app.bodies.readAll(body.bodyId, keptAnswerChars * 4);
    const text = decodeBody(bytes, body.charset);
    const shown = cutAndMask(text, secrets, keptAnswerChars);
    return bytes.byteLength < body.sizeBytes ? { ...shown, isCut: true } : shown;
  } catch {
    // So many other answers came meanwhile that this one is gone.
    return undefined;
  }
}
