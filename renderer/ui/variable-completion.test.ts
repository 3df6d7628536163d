import { describe, expect, test } from 'vitest';
import { completionEdit, matchSuggestions, openVariableAt } from './variable-completion.ts';

/** A text with `|` for the caret. */
function at(marked: string): [string, number] {
  return [marked.replace('|', ''), marked.indexOf('|')];
}

describe('openVariableAt', () => {
  test.each([
    ['{{|', { nameStart: 2, typed: '' }],
    ['https://{{ba|', { nameStart: 10, typed: 'ba' }],
    ['{{a}}/{{b|', { nameStart: 8, typed: 'b' }],
    ['{{b|}}', { nameStart: 2, typed: 'b' }],
    ['{{b|/path', { nameStart: 2, typed: 'b' }],
    ['{|', undefined],
    ['plain|', undefined],
    ['{{a}}|', undefined],
    ['{{a|bc}}', undefined],
    ['{{a\nb|', undefined],
  ])('%j', (marked, open) => {
    expect(openVariableAt(...at(marked))).toEqual(open);
  });
});

describe('completionEdit', () => {
  function complete(marked: string, name: string): string {
    const [text, caret] = at(marked);
    const open = openVariableAt(text, caret);
    if (open === undefined) throw new Error('no open variable');
    const edit = completionEdit(text, caret, open, name);
    return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  }

  test('closes the braces', () => {
    expect(complete('{{us|', 'userId')).toBe('{{userId}}');
  });

  test('uses the braces that stand there', () => {
    expect(complete('/users/{{us|}}/x', 'userId')).toBe('/users/{{userId}}/x');
  });

  test('keeps what follows', () => {
    expect(complete('{{us|/groups', 'userId')).toBe('{{userId}}/groups');
  });
});

test('matchSuggestions puts names that start with the text first and ignores case', () => {
  const names = ['groupUser', 'userId', 'url', 'UserName'].map((value) => ({ value }));
  expect(matchSuggestions(names, 'user').map(({ value }) => value)).toEqual([
    'userId',
    'UserName',
    'groupUser',
  ]);
  expect(matchSuggestions(names, '')).toHaveLength(4);
});
