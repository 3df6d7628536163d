import { expect, it } from 'vitest';
import { lineLanguageOf, looksLikeJson, markupLanguageOf } from './body-mode.ts';

it.each([
  ['application/json', ' {"a":1}', 'json'],
  ['application/json', '-1', 'json'],
  ['application/json', 'null', 'json'],
  ['application/json', '// a comment\n{}', 'json'],
  ['application/json', ' '.repeat(300), 'json'],
  ['application/json', 'not found', 'text'],
  ['application/json', 'nullable', 'text'],
  ['application/problem+json', '<html><p>Bad gateway</p></html>', 'html'],
  ['application/x-ndjson', '{"a":1}\n{"a":2}', 'json'],
  ['text/html', '{"really": "json"}', 'json'],
  ['text/html', '[]', 'json'],
  ['text/html', '{{ title }}<p>', 'html'],
  ['text/html', '[note] text', 'html'],
  ['text/html', '<!doctype html>', 'html'],
  ['text/plain', '{ a }', 'json'],
  ['text/plain', 'hello', 'text'],
  ['', '<?xml version="1.0"?>', 'xml'],
  ['application/xml', '<a/>', 'xml'],
  ['text/csv', '[1,2', 'text'],
  ['application/jsonl', '{"a":1}\n{"a":2}', 'json'],
  ['application/jsonlines', '[1]\n[2]', 'json'],
  ['text/x-json-lines', '{"a":1}', 'json'],
  ['application/xml', '{"really": "json"}', 'json'],
  ['application/x-www-form-urlencoded', '{"a":1}', 'json'],
  ['application/x-www-form-urlencoded', 'a=1&b={"c":2}', 'text'],
  ['application/octet-stream', '[{"a":1}]', 'json'],
  ['text/markdown', '[1]: http://a.test', 'text'],
  ['text/javascript', '{"a":1}', 'json'],
  ['text/javascript', '[1,2].map(String)', 'text'],
  ['application/yaml', '{"a": 1}\n---', 'text'],
])('%s beginning with %j is shown as %s', (mediaType, text, shown) => {
  const markup = markupLanguageOf(mediaType, text);
  expect(looksLikeJson(mediaType, text) ? 'json' : (markup ?? 'text')).toBe(shown);
  expect(looksLikeJson(mediaType, text) && markup !== undefined).toBe(false);
});

it.each([
  ['application/yaml', '', 'yaml'],
  ['text/x-yaml', '', 'yaml'],
  ['application/openapi+yaml', '', 'yaml'],
  ['text/csv', '', 'csv'],
  ['text/tab-separated-values', '', 'csv'],
  ['text/javascript', '', 'javascript'],
  ['application/x-javascript', '', 'javascript'],
  ['image/svg+xml', '', 'markup'],
  ['text/html', '', 'markup'],
  ['text/plain', '<!doctype html>', 'markup'],
  ['text/plain', 'a: 1', undefined],
  ['application/json', '{"a": 1}', undefined],
])('shows %s that begins with "%s" in the colours of %s', (mediaType, head, language) => {
  expect(lineLanguageOf(mediaType, head)).toBe(language);
});
