import { expect, it } from 'vitest';
import { blankJsonComments, withoutJsonComments } from './json-comments.ts';

it('leaves out comments, and nothing of texts and variables', () => {
  const text = [
    '{ // who',
    '  "url": "https://a.test/*x*/", /* two',
    '  lines */ "n": {{count//x}},',
    '  // "old": {{gone}},',
    '  "t": "a \\" // b"',
    '} // end',
  ].join('\n');
  expect(withoutJsonComments(text)).toBe(
    ['{ ', '  "url": "https://a.test/*x*/",  "n": {{count//x}},', '  ', '  "t": "a \\" // b"', '} '].join(
      '\n',
    ),
  );
});

it.each([
  ['no comments', '{"a":"http://x"}'],
  ['no JSON without them either', 'http://a.test/x'],
  ['a trailing comma', '{"a":1, // one\n}'],
  ['an open block comment', '{"a":1} /* open'],
  ['an open text', '{"a":"x // y'],
  ['nothing but a comment', '// nothing'],
])('leaves a text alone that has %s', (_, text) => {
  expect(withoutJsonComments(text)).toBe(text);
});

it('keeps every offset where it puts blanks', () => {
  expect(blankJsonComments('{ // é\n "a": 1 /* b\n c */ }')).toBe('{     \n "a": 1     \n      }');
});
