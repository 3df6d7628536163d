import type { Exchange, HeaderPairs } from '../../../../core/http/exchange.ts';
import type { Example } from '../../../../core/workspace/example.ts';
import { readWholeBody } from '../body-text.ts';
import { formatSize } from '../../../ui/format-figures.ts';
import { looksLikeJson } from '../views/body-mode.ts';

/** One of two answers that are compared. */
export interface AnswerSide {
  label: string;
  /** Absent where an example does not say it. */
  status: number | undefined;
  headers: HeaderPairs;
  /** Reads the body, which must not be larger than {@link maxComparedBytes}. @throws AppError ERR_BODY_NOT_FOUND */
  read(signal: AbortSignal): Promise<{ text: string; isJson: boolean }>;
}

/** Larger bodies are not compared. */
export const maxComparedBytes = 2 * 1024 * 1024;

/** An answer that came, in the charset it is shown in. */
export function sideOfExchange(
  label: string,
  { outcome }: Exchange,
  charset: string | undefined,
): AnswerSide | undefined {
  if (outcome.kind === 'failure') return undefined;
  const { body, status, headers } = outcome;
  return {
    label,
    status,
    headers,
    async read(signal) {
      if (body.sizeBytes > maxComparedBytes) throw tooLarge(label, body.sizeBytes);
      if (body.sizeBytes === 0) return { text: '', isJson: false };
      const { text } = await readWholeBody(body, charset, signal);
      return { text, isJson: looksLikeJson(body.mediaType, text) };
    },
  };
}

/** A saved example. */
export function sideOfExample(label: string, { response }: Example): AnswerSide {
  return {
    label,
    status: response.statusCode,
    headers: response.headers.map(({ key, value }) => [key, value]),
    async read() {
      const { body } = response;
      if (body.length > maxComparedBytes) throw tooLarge(label, body.length);
      return { text: body, isJson: response.language === 'json' };
    },
  };
}

function tooLarge(label: string, sizeBytes: number): Error {
  return new Error(
    `${label} is ${formatSize(sizeBytes)} large. Bodies of up to ${formatSize(maxComparedBytes)} are compared.`,
  );
}

/** A header that is not the same on both sides; several of one name are one text. */
export interface HeaderDifference {
  name: string;
  left: string | undefined;
  right: string | undefined;
}

/** Gives the headers that differ, by name. */
export function differingHeaders(left: HeaderPairs, right: HeaderPairs): HeaderDifference[] {
  const [ours, theirs] = [byName(left), byName(right)];
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .toSorted()
    .map((name) => ({ name, left: ours.get(name), right: theirs.get(name) }))
    .filter((row) => row.left !== row.right);
}

function byName(headers: HeaderPairs): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const before = found.get(lower);
    found.set(lower, before === undefined ? value : `${before}, ${value}`);
  }
  return found;
}
