import type { Request } from '../../../core/http/request.ts';
import { sameValue } from '../../../core/same-value.ts';

/** What one text field was typed into lately, so that a burst of typing is one step. */
interface Burst {
  /** The field, such as `headers.2.value`. */
  place: string;
  startedAtMs: number;
  lastAtMs: number;
}

/** The earlier and the taken-back states of one request, nearest last. Drafts share what did not change. */
export interface RequestHistory {
  past: Request[];
  future: Request[];
  burst: Burst | undefined;
}

/** Parts of the editor that history needs. */
interface Edited {
  draft: Request;
  history: RequestHistory;
}

export const emptyHistory: RequestHistory = { past: [], future: [], burst: undefined };

const maxSteps = 200;
/** Of bodies that differ from one step to the next, in characters. */
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
export function remember<E extends Edited>(before: E, after: E, nowMs: number): E {
  if (after.draft === before.draft || changedKeys(before.draft, after.draft).length === 0) return after;
  const { past, burst } = before.history;
  const typed = typedPlace(before.draft, after.draft);
  const isSameBurst =
    typed !== undefined &&
    burst?.place === typed &&
    nowMs - burst.lastAtMs < pauseMs &&
    nowMs - burst.startedAtMs < maxBurstMs;
  const startedAtMs = isSameBurst ? burst.startedAtMs : nowMs;
  return {
    ...after,
    history: {
      past: isSameBurst ? past : withinBounds([...past, before.draft]),
      future: [],
      burst: typed === undefined ? undefined : { place: typed, startedAtMs, lastAtMs: nowMs },
    },
  };
}

/** Goes one step back; the same editor where there is none. */
export function undone<E extends Edited>(editor: E): E {
  const { past, future } = editor.history;
  const draft = past.at(-1);
  if (draft === undefined) return editor;
  return {
    ...editor,
    draft,
    history: { past: past.slice(0, -1), future: [...future, editor.draft], burst: undefined },
  };
}

/** Takes the last step back again; the same editor where there is none. */
export function redone<E extends Edited>(editor: E): E {
  const { past, future } = editor.history;
  const draft = future.at(-1);
  if (draft === undefined) return editor;
  return {
    ...editor,
    draft,
    history: { past: [...past, editor.draft], future: future.slice(0, -1), burst: undefined },
  };
}

function withinBounds(past: Request[]): Request[] {
  let length = 0;
  for (let index = past.length - 1; index >= 0; index -= 1) {
    const body = past[index]?.body;
    if (body !== past[index + 1]?.body) length += bodyLength(body);
    if (length > maxHeldLength || past.length - index > maxSteps) return past.slice(index + 1);
  }
  return past;
}

function bodyLength(body: Request['body'] | undefined): number {
  if (body?.type === 'raw') return body.content.length;
  return body?.type === 'graphql' ? body.query.length + body.variables.length : 0;
}

/**
 * The text field that the step typed into; `undefined` for every other step. Of the address and its rows, which follow
 * each other, the row counts where it was one.
 */
function typedPlace(before: Request, after: Request): string | undefined {
  const changed = changedKeys(before, after);
  const [first] = changed;
  if (changed.length === 1 && first !== undefined) return textPlace(before[first], after[first], first);
  const follow = new Set<keyof Request>(['url', 'queryParams', 'pathVariables']);
  if (!changed.every((key) => follow.has(key))) return undefined;
  // Both are the same keystroke seen twice; naming the address joins a burst in either.
  return textPlace(before.url, after.url, 'url');
}

/** The members that differ between two states. */
export function changedKeys(before: Request, after: Request): (keyof Request)[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Request>;
  return [...keys].filter((key) => !sameValue(before[key], after[key]));
}

function textPlace(before: unknown, after: unknown, path: string): string | undefined {
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
