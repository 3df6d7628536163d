import type { EventPayload } from '../../../core/contract.ts';
import type { AppErrorData } from '../../../core/errors.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { ExtractionOutcome } from '../../../core/links/extraction-rule.ts';
import type { ScriptTest } from '../../../core/scripts/script-job.ts';
import type { ScriptReport } from '../../../core/scripts/script-report.ts';

/** What the response pane of one tab shows. */
export interface ResponseView {
  status: 'sending' | 'done' | 'refused' | 'cancelled';
  callId: string | undefined;
  progress: Omit<EventPayload<'request.progressed'>, 'callId'> | undefined;
  /** The answer under way, where its body comes slowly or without an end. */
  live: LiveAnswer | undefined;
  startedAtEpochMs: number;
  /** The last answer; kept while the next request is under way. */
  exchange: Exchange | undefined;
  /** The answer before that one, to compare with. */
  previous: Exchange | undefined;
  extracted: ExtractionOutcome[];
  /** What the request's checks found. */
  checks: ScriptTest[];
  /** What the scripts around the request did; absent where there are none. */
  scripts: ScriptReport | undefined;
  /** A refusal before anything was sent, such as unresolved variables. */
  error: AppErrorData | undefined;
  /** Where the answer is one that the history kept. */
  kept?: KeptAnswer | undefined;
}

/** An answer of before this window, as the history has it. */
export interface KeptAnswer {
  sentAtEpochMs: number;
  /** Only the beginning of its body was kept. */
  isCut: boolean;
}

/** An answer whose body still comes. */
export type LiveAnswer = Omit<EventPayload<'request.answerBegan'>, 'callId'>;

/** A send that begins; the answer before it stays in sight. */
export function begunView(before: ResponseView | undefined, callId: string): ResponseView {
  return {
    status: 'sending',
    callId,
    progress: undefined,
    live: undefined,
    startedAtEpochMs: Date.now(),
    exchange: before?.exchange,
    kept: before?.kept,
    previous: before?.previous,
    extracted: [],
    checks: [],
    scripts: undefined,
    error: undefined,
  };
}
