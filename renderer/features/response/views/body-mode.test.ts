import { expect, it } from 'vitest';
import { lineLanguageOf } from './body-mode.ts';

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
