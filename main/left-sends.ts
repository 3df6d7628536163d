import type { OperationOutput } from '../core/contract.ts';
import { AppError } from '../core/errors.ts';
import type { CallContext } from './services/service.ts';

type Sent = OperationOutput<'request.send'>;

interface NotedSend {
  tabKey: string;
  startedAtEpochMs: number;
  sent: Promise<Sent>;
  call: CallContext;
  /** Who waits for it now: its own window, or one that was loaded later. */
  holder: CallContext;
}

/** How long an answer that nobody saw waits for its tab, and how many do. */
const keptMs = 120_000;
const mostKept = 50;

/** Sends of tabs, so that a tab that was loaded anew takes up the one it had under way. */
export class LeftSends {
  readonly #sends = new Map<string, NotedSend>();

  note(call: CallContext, tabKey: string, startedAtEpochMs: number, sent: Promise<Sent>): void {
    const { callId } = call;
    this.#sends.set(callId, { tabKey, startedAtEpochMs, sent, call, holder: call });
    const ended = () => this.#forgetOrKeep(callId);
    sent.then(ended, ended);
  }

  /** Those of the tabs given whose window is gone. */
  list(tabKeys: readonly string[]): { callId: string; tabKey: string; startedAtEpochMs: number }[] {
    return [...this.#sends]
      .filter(([, { holder, tabKey }]) => holder.isLeft && tabKeys.includes(tabKey))
      .map(([callId, { tabKey, startedAtEpochMs }]) => ({ callId, tabKey, startedAtEpochMs }));
  }

  /** Gives what comes of a send. @throws AppError ERR_CALL_CANCELLED where it is gone, and what the send refuses with */
  async rejoin(callId: string, by: CallContext): Promise<Sent> {
    const send = this.#sends.get(callId);
    if (send === undefined) throw new AppError('ERR_CALL_CANCELLED', 'That send is no longer under way.');
    send.holder.stay();
    send.holder = by;
    const release = by.onCancel(() => send.call.cancel());
    try {
      return await send.sent;
    } finally {
      release();
      if (!by.isLeft) this.#sends.delete(callId);
    }
  }

  #forgetOrKeep(callId: string): void {
    const send = this.#sends.get(callId);
    if (send === undefined) return;
    if (!send.holder.isLeft && send.holder === send.call) {
      this.#sends.delete(callId);
      return;
    }
    setTimeout(() => this.#sends.delete(callId), keptMs).unref();
    const left = [...this.#sends].filter(([, { holder }]) => holder.isLeft);
    for (const [id] of left.slice(0, Math.max(0, left.length - mostKept))) this.#sends.delete(id);
  }
}
