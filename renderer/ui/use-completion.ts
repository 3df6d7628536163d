import { useState } from 'react';
import type { Suggestion } from './suggestion-list.tsx';
import { completionEdit, matchSuggestions, openVariableAt, replaceInField } from './variable-completion.ts';
import type { OpenVariable } from './variable-completion.ts';
import type { VariableSupport } from './variable-support.ts';

/** What the list under the field offers right now. */
type Completion = { kind: 'variable'; open: OpenVariable } | { kind: 'text' } | undefined;

export type CompletionOptions = {
  value: string;
  onChange: (value: string) => void;
  support: VariableSupport;
  /** Other things to offer, such as header names. */
  texts: readonly Suggestion[];
};

/** The list's state: which completion is open, what it offers, and how a choice changes the text. */
export function useCompletion({ value, onChange, support, texts }: CompletionOptions) {
  const [completion, setCompletion] = useState<Completion>();
  const [activeIndex, setActiveIndex] = useState(0);
  const offered =
    completion === undefined
      ? []
      : completion.kind === 'variable'
        ? matchSuggestions(support.suggestions(), completion.open.typed)
        : matchSuggestions(texts, value).filter((suggestion) => suggestion.value !== value);

  const update = (text: string, caret: number) => {
    const open = openVariableAt(text, caret);
    if (open !== undefined) setCompletion({ kind: 'variable', open });
    else
      setCompletion(texts.length > 0 && text !== '' && !text.includes('{{') ? { kind: 'text' } : undefined);
    // Enter takes a variable's first match; for free text it must stay what was typed.
    setActiveIndex(open === undefined ? -1 : 0);
  };
  const choose = (input: HTMLInputElement, suggestion: Suggestion) => {
    if (completion?.kind === 'variable') {
      const caret = completion.open.nameStart + completion.open.typed.length;
      const edit = completionEdit(value, caret, completion.open, suggestion.value);
      replaceInField(input, edit.start, edit.end, edit.text);
    } else {
      replaceInField(input, 0, value.length, suggestion.value);
      onChange(suggestion.value);
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
