import type { KeyboardEvent } from 'react';
import type { Suggestion } from './suggestion-list.tsx';

export type SuggestionKeysOptions = {
  isOpen: boolean;
  suggestions: readonly Suggestion[];
  activeIndex: number;
  onHighlight: (index: number) => void;
  onChoose: (suggestion: Suggestion) => void;
  onClose: () => void;
};

/** Handles a key for an open suggestion list; tells whether it was the list's to handle. */
export function handleSuggestionKey(event: KeyboardEvent, options: SuggestionKeysOptions): boolean {
  const { isOpen, suggestions, activeIndex, onHighlight, onChoose, onClose } = options;
  if (!isOpen || suggestions.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return false;
  const take = () => {
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  if (event.key === 'ArrowDown') {
    onHighlight((activeIndex + 1) % suggestions.length);
    return take();
  }
  if (event.key === 'ArrowUp') {
    onHighlight(activeIndex <= 0 ? suggestions.length - 1 : activeIndex - 1);
    return take();
  }
  if (event.key === 'Escape') {
    onClose();
    return take();
  }
  const active = suggestions[activeIndex];
  if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && active !== undefined) {
    onChoose(active);
    return take();
  }
  return false;
}
