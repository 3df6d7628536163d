import { sameValue } from '../../core/same-value.ts';

/** What one text field was typed into lately, so that a burst of typing is one step. */
interface Burst {
  /** The field, such as `headers.2.value`. */
  place: string;
  startedAtMs: number;
  lastAtMs: number;
}

/** The earlier and the taken-back states of what is edited in a tab, nearest last. States share what did not change. */
export interface DraftHistory<Draft> {
  past: Draft[];
  future: Draft[];
  burst: Burst | undefined;
}

/** What the history of one kind of draft needs to know of it. */
export interface HistoryRules<Draft> {
  /** The text field that a step typed into; `undefined` for every other step. */
  typedPlace(before: Draft, after: Draft): string | undefined;
  /** What a state holds that the next one does not share, in characters. */
  heldLength(draft: Draft, next: Draft | undefined): number;
}

export const emptyHistory: DraftHistory<never> = { past: [], future: [], burst: undefined };

const maxSteps = 200;
const maxHeldLength = 8_000_000;
const pauseMs = 1_000;
const maxBurstMs = 5_000;
/** Typing changes a field by one character, or two where a bracket is closed by itself; more was pasted. */
const maxTypedLength = 2;

/**
 * Notes the step from one state to the next. Typing on in one field joins the step before it.
 *
 * @param nowMs From any clock that only goes forward.
 */
export function noteStep<Draft extends object>(
  history: DraftHistory<Draft>,
  [before, after]: readonly [Draft, Draft],
  rules: HistoryRules<Draft>,
  nowMs: number,
): DraftHistory<Draft> {
  if (after === before || changedKeys(before, after).length === 0) return history;
  const { past, burst } = history;
  const typed = rules.typedPlace(before, after);
  const isSameBurst =
    typed !== undefined &&
    burst?.place === typed &&
    nowMs - burst.lastAtMs < pauseMs &&
    nowMs - burst.startedAtMs < maxBurstMs;
  const startedAtMs = isSameBurst ? burst.startedAtMs : nowMs;
  return {
    past: isSameBurst ? past : withinBounds([...past, before], rules),
    future: [],
    burst: typed === undefined ? undefined : { place: typed, startedAtMs, lastAtMs: nowMs },
  };
}

/** Something that is edited and has its history beside it. */
export type WithHistory<Draft> = { draft: Draft; history: DraftHistory<Draft> };

/** Notes the step from one state of an editor to the next. @see noteStep */
export function remember<Draft extends object, Editor extends WithHistory<Draft>>(
  before: Editor,
  after: Editor,
  rules: HistoryRules<Draft>,
  nowMs: number,
): Editor {
  const history = noteStep(before.history, [before.draft, after.draft], rules, nowMs);
  return history === before.history ? after : { ...after, history };
}

/** Goes one step back, or forward again; gives what is to be shown then, or nothing where there is no step. */
export function takeStep<Draft>(
  { past, future }: DraftHistory<Draft>,
  current: Draft,
  direction: 'undo' | 'redo',
): WithHistory<Draft> | undefined {
  const [from, to] = direction === 'undo' ? [past, future] : [future, past];
  const draft = from.at(-1);
  if (draft === undefined) return undefined;
  const [left, grown] = [from.slice(0, -1), [...to, current]];
  const history =
    direction === 'undo'
      ? { past: left, future: grown, burst: undefined }
      : { past: grown, future: left, burst: undefined };
  return { draft, history };
}

function withinBounds<Draft>(past: Draft[], { heldLength }: HistoryRules<Draft>): Draft[] {
  let length = 0;
  for (let index = past.length - 1; index >= 0; index -= 1) {
    const draft = past[index];
    if (draft !== undefined) length += heldLength(draft, past[index + 1]);
    if (length > maxHeldLength || past.length - index > maxSteps) return past.slice(index + 1);
  }
  return past;
}

/** The members that differ between two states. */
export function changedKeys<Draft extends object>(before: Draft, after: Draft): (keyof Draft)[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Draft & string>;
  return [...keys].filter((key) => !sameValue(before[key], after[key]));
}

/** The text field that a step typed into, where it changed one member and there one text. */
export function typedField<Draft extends object>(before: Draft, after: Draft): string | undefined {
  const [key, ...others] = changedKeys(before, after);
  return key === undefined || others.length > 0 ? undefined : textPlace(before[key], after[key], String(key));
}

/** The place of the one text that was typed into, in a value and what is in it. */
export function textPlace(before: unknown, after: unknown, path: string): string | undefined {
  if (typeof after === 'string' || before === undefined) {
    const old = typeof before === 'string' ? before : '';
    if (typeof after !== 'string' || (typeof before !== 'string' && before !== undefined)) return undefined;
    return Math.abs(after.length - old.length) <= maxTypedLength ? path : undefined;
  }
  if (Array.isArray(before) && Array.isArray(after)) return rowPlace(before, after, path);
  if (!isRecord(before) || !isRecord(after)) return undefined;
  const keys = Object.keys({ ...before, ...after }).filter((key) => before[key] !== after[key]);
  const [key] = keys;
  return keys.length === 1 && key !== undefined
    ? textPlace(before[key], after[key], `${path}.${key}`)
    : undefined;
}

function rowPlace(before: unknown[], after: unknown[], path: string): string | undefined {
  const index = after.findIndex((row, at) => row !== before[at]);
  const row = after[index];
  if (after.length === before.length + 1 && index === before.length && isRecord(row)) {
    // The first character typed into the blank row makes it a row.
    const filled = Object.keys(row).filter((key) => typeof row[key] === 'string' && row[key] !== '');
    const key = filled.length === 1 ? filled[0] : undefined;
    return key === undefined ? undefined : textPlace('', row[key], `${path}.${index}.${key}`);
  }
  if (after.length !== before.length || after.some((other, at) => at !== index && other !== before[at]))
    return undefined;
  return textPlace(before[index], row, `${path}.${index}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
