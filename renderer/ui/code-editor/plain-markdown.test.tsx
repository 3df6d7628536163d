import { render } from '@testing-library/react';
import Markdown from 'react-markdown';
import { expect, test } from 'vitest';
import { plainMarkdown } from './plain-markdown.ts';

test.each([
  '<img src=x onerror=alert(1)> ![a](https://evil.example/a.png) [b](https://evil.example)',
  'https://evil.example/x www.evil.example <https://evil.example> me@evil.example',
  '# no heading',
  '    no code',
  '- no list',
  '`no code` *no* _no_ ~~no~~ \\* | a | b |',
])('%s', (text) => {
  const { container } = render(<Markdown>{plainMarkdown(text)}</Markdown>);
  expect(container.textContent).toBe(text.trim());
  expect(container.querySelector('button, img, a, code, pre, h3, li, em, strong, del, table')).toBeNull();
});

test('lines stay lines', () => {
  const { container } = render(<Markdown>{plainMarkdown('one\ntwo\n\nthree')}</Markdown>);
  expect(container.querySelectorAll('p')).toHaveLength(2);
  expect(container.querySelectorAll('br')).toHaveLength(1);
});
