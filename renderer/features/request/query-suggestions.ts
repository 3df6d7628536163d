import type { Request } from '../../../core/http/request.ts';
import type { Row } from '../../../core/http/row.ts';
import type { Example } from '../../../core/workspace/example.ts';
import type { Suggestion } from '../../ui/suggestion-list.tsx';

const maxOffered = 60;
/** A word in code marks: how descriptions name parameters. */
const codeWord = /`\??([A-Za-z][\w.[\]-]{0,39})=?`/g;

/**
 * Names to offer for a query parameter: those its examples have, then those its description and its rows' descriptions
 * put in code marks. What the request has already is not offered.
 */
export function queryNameSuggestions(
  request: Pick<Request, 'queryParams' | 'description'>,
  examples: readonly Example[],
): Suggestion[] {
  const taken = new Set(request.queryParams.map(({ key }) => key));
  const offered = new Map<string, string>();
  const offer = (name: string, detail: string) => {
    if (name !== '' && !taken.has(name) && !offered.has(name) && offered.size < maxOffered)
      offered.set(name, detail);
  };
  for (const example of examples)
    for (const row of example.request?.queryParams ?? [])
      offer(row.key, row.description ?? 'from an example');
  const texts = [request.description, ...request.queryParams.map((row) => row.description)];
  for (const text of texts)
    for (const [, name = ''] of (text ?? '').matchAll(codeWord)) offer(name, 'from the description');
  return [...offered].map(([value, detail]) => ({ value, detail: detail.slice(0, 80) }));
}

/** Values to offer for a query parameter: those its examples have. */
export function queryValueSuggestions(row: Row, examples: readonly Example[]): Suggestion[] {
  const values = examples.flatMap(({ request }) =>
    (request?.queryParams ?? [])
      .filter(({ key, value }) => key === row.key && value !== '')
      .map(({ value }) => value),
  );
  return [...new Set(values)].slice(0, maxOffered).map((value) => ({ value, detail: 'from an example' }));
}
