import type { AppErrorData } from '../../../core/errors.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { ExtractionOutcome } from '../../../core/links/extraction-rule.ts';
import type { SliceCreator } from '../../store/slice.ts';

/** What the response pane of one tab shows. */
export interface ResponseView {
  status: 'sending' | 'done' | 'refused';
  callId: string | undefined;
  progress: { phase: 'connecting' | 'waiting' | 'receiving'; receivedBytes: number } | undefined;
  startedAtEpochMs: number;
  exchange: Exchange | undefined;
  extracted: ExtractionOutcome[];
  /** A refusal before anything was sent, such as unresolved variables. */
  error: AppErrorData | undefined;
}

export interface ResponsesSlice {
  /** Views by tab key; a tab that never sent has none. */
  views: Record<string, ResponseView>;
  /** Sends the tab's draft with the selected environment. */
  send(tabKey: string): Promise<void>;
  cancel(tabKey: string): void;
  forget(tabKey: string): void;
}

export const createResponsesSlice: SliceCreator<'responses'> = () => ({
  views: {},
  async send() {},
  cancel() {},
  forget() {},
});
