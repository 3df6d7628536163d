import { AppError } from '../../../../core/errors.ts';
import type { JsonPath } from '../../../../core/json.ts';
import type { BodyRows } from './body-rows.ts';
import type { JsonRow } from './engine/rows.ts';

/** A scalar of an answer: exactly as it stands in the text, and where. */
export interface JsonScalar {
  path: JsonPath;
  /** The token as sent: a string with its quotes, a number with every digit. */
  token: string;
  /** The text a variable would hold: a string without quotes and escapes, else the token. */
  value: string;
}

/** A value the person points at. */
export interface JsonTarget {
  kind: 'scalar' | 'container';
  path: JsonPath;
  /** Absent for containers, and for texts too long to be a variable. */
  scalar: JsonScalar | undefined;
  /** Gives the whole value as a text to copy: a string without quotes and escapes, a container laid out. @throws AppError ERR_CALL_TOO_LARGE */
  read(): Promise<string>;
}

/** Longest value that is copied; more than that chokes clipboards. */
export const maxCopyBytes = 64 * 1024 * 1024;

/** Gives the value of a row, or nothing where a container closes. */
export async function targetOf(rows: BodyRows, row: JsonRow): Promise<JsonTarget | undefined> {
  const token = row.tokens.find(({ kind }) => kind !== 'name' && kind !== 'punctuation');
  const bracket = row.tokens.find(({ text }) => text === '[' || text === '{');
  if (token === undefined && bracket === undefined) return undefined;
  const path = row.path ?? (await rows.pathOf(row.row));
  const read = async () => {
    const { start, end } = await rows.rangeOf(row.row);
    if (end - start > maxCopyBytes) {
      throw new AppError('ERR_CALL_TOO_LARGE', 'It is too large to be copied. Save the body to a file.');
    }
    if (token === undefined) return rows.readLaidOut(start, end, maxCopyBytes);
    return scalarText(token.kind, await rows.readText(start, end));
  };
  if (token === undefined) return { kind: 'container', path, scalar: undefined, read };
  const scalar =
    token.hiddenBytes === 0
      ? { path, token: token.text, value: scalarText(token.kind, token.text) }
      : undefined;
  return { kind: 'scalar', path, scalar, read };
}

function scalarText(kind: string, text: string): string {
  if (kind !== 'string') return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}
