import { z } from 'zod';
import type { Auth } from '../auth/auth.ts';
import type { Body } from '../http/body.ts';
import type { Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import { itemIdSchema } from '../ids.ts';
import type { Definition } from './definition.ts';
import type { Script } from './script.ts';

/** The parts of an item that are searched, named by where a person finds them. */
export const textPlaces = [
  'url',
  'params',
  'headers',
  'authorization',
  'body',
  'scripts',
  'checks',
  'extract',
  'docs',
  'variables',
] as const;
export type TextPlace = (typeof textPlaces)[number];

/** An item that holds a text, and the first place in it that does. */
export const foundTextSchema = z.object({
  id: itemIdSchema,
  place: z.enum(textPlaces),
  /** The text with what stands around it, on one line. Absent where it could be a secret that was typed. */
  excerpt: z.string().optional(),
});
export type FoundText = z.infer<typeof foundTextSchema>;

type Parts = Iterable<readonly [place: TextPlace, text: string]>;

const charsBefore = 24;
const charsAfter = 96;

/** Finds a text in a request, upper and lower case alike. */
export function findInRequest(request: Request, text: string): Omit<FoundText, 'id'> | undefined {
  return findIn(partsOfRequest(request), text);
}

/** Finds a text in what a collection or folder says of itself. */
export function findInDefinition(definition: Definition, text: string): Omit<FoundText, 'id'> | undefined {
  return findIn(partsOfDefinition(definition), text);
}

function findIn(parts: Parts, text: string): Omit<FoundText, 'id'> | undefined {
  const wanted = text.toLowerCase();
  for (const [place, part] of parts) {
    const at = part.toLowerCase().indexOf(wanted);
    if (at === -1) continue;
    return place === 'authorization' ? { place } : { place, excerpt: excerptOf(part, at, wanted.length) };
  }
  return undefined;
}

function excerptOf(text: string, at: number, length: number): string {
  const start = Math.max(at - charsBefore, 0);
  const end = Math.min(at + length + charsAfter, text.length);
  const middle = text.slice(start, end).replace(/\s+/g, ' ').trim();
  return `${start > 0 ? '…' : ''}${middle}${end < text.length ? '…' : ''}`;
}

function* partsOfRequest(request: Request): Parts {
  yield ['url', request.url];
  yield* rows('params', [...request.queryParams, ...request.pathVariables]);
  yield* rows('headers', request.headers);
  yield* partsOfAuth(request.auth);
  yield* partsOfBody(request.body);
  yield* partsOfScripts(request.scripts);
  for (const { expression, expected } of request.checks ?? []) yield ['checks', `${expression} ${expected}`];
  for (const { variable, expression } of request.extractions) yield ['extract', `${variable} ${expression}`];
  yield ['docs', request.description ?? ''];
}

function* partsOfDefinition({ auth, scripts, description, variables }: Definition): Parts {
  yield* partsOfAuth(auth);
  yield* partsOfScripts(scripts);
  yield ['docs', description ?? ''];
  for (const { key, initialValue, type } of variables)
    yield ['variables', type === 'secret' ? key : `${key} ${initialValue}`];
}

function* rows(place: TextPlace, list: readonly Row[]): Parts {
  for (const { key, value, description } of list) {
    yield [place, `${key}: ${value}`];
    if (description !== undefined) yield [place, description];
  }
}

function* partsOfAuth(auth: Auth | undefined): Parts {
  for (const { value } of auth?.credentials ?? [])
    yield ['authorization', typeof value === 'string' ? value : JSON.stringify(value)];
}

function* partsOfScripts(scripts: readonly Script[]): Parts {
  for (const { code } of scripts) yield ['scripts', code];
}

function* partsOfBody(body: Body): Parts {
  switch (body.type) {
    case 'none':
      return;
    case 'raw':
      yield ['body', body.content];
      return;
    case 'urlencoded':
    case 'formdata':
      yield* rows('body', body.rows);
      return;
    case 'file':
      yield ['body', body.path];
      return;
    case 'graphql':
      yield ['body', body.query];
      yield ['body', body.variables];
      return;
    case 'unsupported':
      yield ['body', JSON.stringify(body.value)];
  }
}
