import { useState } from 'react';
import type { Suggestion } from './suggestion-list.tsx';
import { completionEdit, matchSuggestions, openVariableAt, replaceInField } from './variable-completion.ts';
import type { OpenVariable } from './variable-completion.ts';
import type { VariableSupport } from './variable-support.ts';

/** What the list under the field offers right now. */
type Completion =
  { kind: 'variable'; open: OpenVariable } | { kind: 'text'; start: number; end: number } | undefined;

export type CompletionOptions = {
  value: string;
  onChange: (value: string) => void;
  support: VariableSupport;
  /** Other things to offer, such as header names. */
  texts: readonly Suggestion[];
  /** They complete the word at the caret, in a list parted by spaces, instead of the whole text. */
  byWord?: boolean;
};

/** The part of the text that a suggestion replaces. */
function replacedRange(text: string, caret: number, byWord: boolean): { start: number; end: number } {
  if (!byWord) return { start: 0, end: text.length };
  const end = text.indexOf(' ', caret);
  return { start: text.lastIndexOf(' ', caret - 1) + 1, end: end === -1 ? text.length : end };
}

/** The list's state: which completion is open, what it offers, and how a choice changes the text. */
export function useCompletion({ value, onChange, support, texts, byWord = false }: CompletionOptions) {
  const [completion, setCompletion] = useState<Completion>();
  const [activeIndex, setActiveIndex] = useState(0);
  const offerTexts = (typed: string) => {
    const present = byWord ? value.split(' ') : [value];
    return matchSuggestions(texts, typed).filter((suggestion) => !present.includes(suggestion.value));
  };
  const offered =
    completion === undefined
      ? []
      : completion.kind === 'variable'
        ? matchSuggestions(support.suggestions(), completion.open.typed)
        : offerTexts(value.slice(completion.start, completion.end));

  const update = (text: string, caret: number) => {
    const open = openVariableAt(text, caret);
    const range = replacedRange(text, caret, byWord);
    const typed = text.slice(range.start, range.end);
    if (open !== undefined) setCompletion({ kind: 'variable', open });
    else
      setCompletion(
        texts.length > 0 && typed !== '' && !typed.includes('{{') ? { kind: 'text', ...range } : undefined,
      );
    // Enter takes a variable's first match; for free text it must stay what was typed.
    setActiveIndex(open === undefined ? -1 : 0);
  };
  const choose = (input: HTMLInputElement, suggestion: Suggestion) => {
    if (completion?.kind === 'variable') {
      const caret = completion.open.nameStart + completion.open.typed.length;
      const edit = completionEdit(value, caret, completion.open, suggestion.value);
      replaceInField(input, edit.start, edit.end, edit.text);
    } else if (completion !== undefined) {
      const { start, end } = completion;
      replaceInField(input, start, end, suggestion.value);
      onChange(value.slice(0, start) + suggestion.value + value.slice(end));
    }
    setCompletion(undefined);
  };
  return {
    completion,
    offered,
    activeIndex,
    setActiveIndex,
    update,
    choose,
    close: () => setCompletion(undefined),
  };
}
