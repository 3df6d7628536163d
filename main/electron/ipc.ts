import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { bridgeChannels, type Reply } from '../../core/bridge.ts';
import type { WindowApp } from '../app.ts';
import { callMessageSchema, cancelMessageSchema } from '../call-message.ts';
import { isAppAddress } from './window-hardening.ts';

const refused: Reply = {
  ok: false,
  error: { code: 'ERR_CALL_UNAUTHORISED', message: 'This caller may not use Postern.' },
};
const misshapen: Reply = {
  ok: false,
  error: { code: 'ERR_CALL_INVALID_INPUT', message: 'The message does not have the form of a call.' },
};

/** Structured clone carries more than JSON (maps, dates, cycles); the contract is JSON only, as at the web door. */
function toJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch {
    return undefined;
  }
}

/** Connects the windows to the app. `isOurs` tells whether a web contents is a window of the app. */
export function connectIpc(
  app: Pick<WindowApp, 'dispatcher'>,
  isOurs: (contents: WebContents) => boolean,
): { close(): void } {
  // Calls under way by their window, to be told when it goes away.
  const callsOf = new WeakMap<WebContents, Set<string>>();

  /** Only the top frame of our own window, on our own address: not a preview in it, not another contents. */
  function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
    const frame = event.senderFrame;
    return (
      frame !== null && isOurs(event.sender) && frame === event.sender.mainFrame && isAppAddress(frame.url)
    );
  }

  function callsOfWindow(contents: WebContents): Set<string> {
    const known = callsOf.get(contents);
    if (known !== undefined) return known;
    const calls = new Set<string>();
    callsOf.set(contents, calls);
    const leaveAll = () => {
      for (const callId of calls) app.dispatcher.leave(callId);
    };
    contents.on('destroyed', leaveAll);
    contents.on('render-process-gone', leaveAll);
    contents.on('did-navigate', leaveAll);
    return calls;
  }

  ipcMain.handle(bridgeChannels.call, async (event, message: unknown): Promise<Reply> => {
    if (!isTrusted(event)) return refused;
    const parsed = callMessageSchema.safeParse(toJson(message));
    if (!parsed.success) return misshapen;
    const { callId, operation, input } = parsed.data;
    const calls = callsOfWindow(event.sender);
    calls.add(callId);
    try {
      return await app.dispatcher.call(callId, operation, input);
    } finally {
      calls.delete(callId);
    }
  });

  const cancel = (event: IpcMainEvent, message: unknown): void => {
    if (!isTrusted(event)) return;
    const parsed = cancelMessageSchema.safeParse(message);
    if (parsed.success) app.dispatcher.cancel(parsed.data.callId);
  };
  ipcMain.on(bridgeChannels.cancel, cancel);

  return {
    close() {
      ipcMain.removeHandler(bridgeChannels.call);
      ipcMain.off(bridgeChannels.cancel, cancel);
    },
  };
}
