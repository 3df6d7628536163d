import type { Ref } from 'react';
import type { Proposal } from '../../../core/graphql/complete-document.ts';
import type { Explanation } from '../../../core/graphql/explain-place.ts';
import type { VariableSupport } from '../variable-support.ts';
import type { CodeLanguage } from './code-language.ts';

/** A place in the text that something is wrong with. Offsets are UTF-16 positions. */
export type CodeMarker = {
  start: number;
  end: number;
  message: string;
  severity: 'error' | 'warning' | 'info';
};

/** What an owner may do with an editor. */
export type CodeEditorHandle = {
  focus: () => void;
  /** Puts text at the caret, in place of the selection; can be undone. */
  insert: (text: string) => void;
  /** Opens the editor's search. */
  find: () => void;
  /** Selects a range and scrolls it into sight. */
  select: (start: number, end: number) => void;
};

/** What can be written at the caret: names, and how much of one is there already. */
export type CodeCompletions = { typed: string; names: readonly string[] };

/** Something that can be written at the caret. Its words may be somebody else's: they are shown as plain text. */
export type CodeProposal = Proposal;

/** What somebody knows of the text beyond its grammar; asked for while it is typed, answered when it is known. */
export type CodeAssist = {
  complete: (text: string, offset: number) => Promise<readonly CodeProposal[]>;
  explain?: (text: string, offset: number) => Promise<Explanation | undefined>;
};

export type CodeEditorProps = {
  ariaLabel: string;
  value: string;
  /** Left out for read-only text. */
  onChange?: (value: string) => void;
  language: CodeLanguage;
  readOnly?: boolean;
  /** Names the document: the same key finds its undo stack, caret and scroll position again. */
  modelKey?: string;
  /** Ctrl+Enter or Command+Enter: send. */
  onModEnter?: () => void;
  /** Default `100%` of the parent. */
  height?: number | string;
  /** Colours, completes and explains `{{variables}}`; by default those of the nearest provider. `false` for none. */
  variables?: VariableSupport | false;
  /** Offers names for JavaScript, given the line up to the caret. Asked for with Ctrl+Space and after a quote. */
  complete?: (before: string) => CodeCompletions | undefined;
  /** Completes and explains GraphQL and JSON, as it is typed. */
  assist?: CodeAssist | undefined;
  wordWrap?: boolean;
  lineNumbers?: boolean;
  placeholder?: string;
  markers?: readonly CodeMarker[];
  handle?: Ref<CodeEditorHandle>;
};

/** Where the person was in the plain field when the editor took its place. */
export type TypingPlace = { isFocused: boolean; start: number; end: number };
