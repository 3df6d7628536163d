import { FileText, MessageCircleQuestion, Pencil, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import type { Variable } from '../../../core/variables/variable.ts';

/** The ways to a current value, as they are chosen. */
export type SourceKind = 'typed' | ValueSource['kind'];

export const sourceKinds: readonly { value: SourceKind; label: string }[] = [
  { value: 'typed', label: 'Typed here' },
  { value: 'ask', label: 'Asked for when sending' },
  { value: 'program', label: 'Got from a program' },
  { value: 'file', label: 'Read from a file' },
];

export const sourceIcons: Readonly<Record<SourceKind, ReactNode>> = {
  typed: <Pencil aria-hidden />,
  ask: <MessageCircleQuestion aria-hidden />,
  program: <SquareTerminal aria-hidden />,
  file: <FileText aria-hidden />,
};

/** What stands in the cell in the place of a value. */
export function sourceText(source: ValueSource): string {
  if (source.kind === 'ask') return 'Asked when sending';
  return source.kind === 'program' ? source.command : source.path;
}

/** Gives a row whose value comes from there; `undefined`: typed. What was typed before goes, and so does a stored secret. */
export function withSource(row: Variable, source: ValueSource | undefined): Variable {
  const { source: before, ...rest } = row;
  if (source === undefined) return before === undefined ? row : { ...rest, source: null };
  const { currentValue: _typed, secretId: _stored, ...kept } = rest;
  return { ...kept, source, type: source.kind === 'ask' ? row.type : 'secret' };
}

/** Says how long ago something was, in a word or two. */
export function agoText(sinceMs: number): string {
  const minutes = Math.floor(sinceMs / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}
