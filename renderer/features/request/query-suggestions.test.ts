import { expect, test } from 'vitest';
import { emptyRequest } from '../../../core/http/request.ts';
import type { Example } from '../../../core/workspace/example.ts';
import { queryNameSuggestions, queryValueSuggestions } from './query-suggestions.ts';

const example = (queryParams: { key: string; value: string }[]): Example => ({
  name: 'One',
  request: { ...emptyRequest(), queryParams },
  response: { headers: [], body: '' },
});
const examples = [
  example([
    { key: 'limit', value: '25' },
    { key: 'q', value: 'tony' },
  ]),
  example([{ key: 'limit', value: '5' }]),
];

test('names come from examples and descriptions, without those that are there', () => {
  const request = {
    queryParams: [{ key: 'limit', value: '', description: 'Together with `after`' }],
    description: 'Give `search` or `?filter=`. Not `a sentence` and not `limit`.',
  };
  expect(queryNameSuggestions(request, examples).map(({ value }) => value)).toEqual([
    'q',
    'search',
    'filter',
    'after',
  ]);
});

test('values come from the examples of that name', () => {
  expect(queryValueSuggestions({ key: 'limit', value: '' }, examples).map(({ value }) => value)).toEqual([
    '25',
    '5',
  ]);
});
