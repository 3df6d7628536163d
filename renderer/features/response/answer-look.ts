import type { BodyMode } from './views/body-mode.ts';

/** The pages of an answer. */
export type AnswerPage = 'body' | 'headers' | 'cookies' | 'timeline' | 'tests';

/** What an answer is compared with: the one before it, or a saved example by its file. */
export type ComparedWith = { kind: 'before' } | { kind: 'example'; fileName: string };

/** How the answers of one tab are looked at: kept while other tabs are on screen and when the panes change places. */
export interface AnswerLook {
  page: AnswerPage;
  /** The view somebody chose; for answers of that media type only. */
  mode?: { mediaType: string; value: BodyMode };
  /** For that body only. */
  charset?: { bodyId: string; value: string };
  compared?: { bodyId: string; to: ComparedWith };
  filter: { isOpen: boolean; expression: string };
  /** Of an event stream: what is searched for, and, for that body, which events are open. */
  events?: { filter: string; bodyId: string; open: number[] };
}

export const firstLook: AnswerLook = { page: 'body', filter: { isOpen: false, expression: '' } };
