import type { Suggestion } from './suggestion-list.tsx';

/** A `{{` before the caret that is still open: where its name starts, and what is typed of it. */
export type OpenVariable = { nameStart: number; typed: string };

/** Finds the variable being typed at the caret, if there is one. */
export function openVariableAt(text: string, caret: number): OpenVariable | undefined {
  const before = text.slice(0, caret);
  const open = before.lastIndexOf('{{');
  if (open === -1) return undefined;
  const typed = before.slice(open + 2);
  if (/[{}\r\n]/.test(typed)) return undefined;
  // Inside a finished variable the list would only be in the way.
  const rest = /^[^{}\r\n]*/.exec(text.slice(caret))?.[0] ?? '';
  if (rest !== '' && text.startsWith('}}', caret + rest.length)) return undefined;
  return { nameStart: open + 2, typed };
}

/** The names that fit what is typed: those that start with it first, then those that hold it. */
export function matchSuggestions(suggestions: readonly Suggestion[], typed: string): Suggestion[] {
  const wanted = typed.trim().toLowerCase();
  const starting: Suggestion[] = [];
  const holding: Suggestion[] = [];
  for (const suggestion of suggestions) {
    const name = suggestion.value.toLowerCase();
    if (name.startsWith(wanted)) starting.push(suggestion);
    else if (name.includes(wanted)) holding.push(suggestion);
  }
  return [...starting, ...holding].slice(0, 50);
}

/** What to put where when a name is chosen: `text` replaces from `start` to `end`. */
export function completionEdit(text: string, caret: number, open: OpenVariable, name: string) {
  const end = text.startsWith('}}', caret) ? caret + 2 : caret;
  return { start: open.nameStart, end, text: `${name}}}` };
}

/** Replaces a part of a field's text as if it had been typed, so that undo still works. */
export function replaceInField(field: HTMLInputElement, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, and still the only way to edit a field with the browser's own undo stack.
  // oxlint-disable-next-line typescript/no-deprecated
  if (typeof document.execCommand === 'function' && document.execCommand('insertText', false, text)) return;
  // React overrides `value` on the element to know of changes it made itself; the prototype's setter is the plain one.
  const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  setValue?.call(field, field.value.slice(0, start) + text + field.value.slice(end));
  field.setSelectionRange(start + text.length, start + text.length);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
}
