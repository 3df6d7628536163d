import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { MarkdownView } from './markdown-view.tsx';

afterEach(cleanup);

function show(text: string) {
  const onOpenLink = vi.fn();
  const { container } = render(<MarkdownView text={text} onOpenLink={onOpenLink} />);
  return { onOpenLink, container };
}

test('HTML is text, and nothing of it becomes an element', () => {
  const { container } = show(
    '<script>x</script> <img src=x onerror=y> <iframe src="https://a"></iframe>\n\n**bold**',
  );
  expect(container.querySelector('script, img, iframe')).toBeNull();
  expect(container.querySelector('strong')?.textContent).toBe('bold');
});

test.each([
  ['https://a.example/b?c', 'https://a.example/b?c'],
  ['HTTP://A.example', 'http://a.example/'],
])('a link to %s opens outside', (href, opened) => {
  const { onOpenLink, container } = show(`[go](${href})`);
  fireEvent.click(screen.getByRole('link', { name: 'go' }));
  expect(onOpenLink).toHaveBeenCalledWith(opened);
  expect(container.querySelector('a')).toBeNull();
});

test.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'mailto:a@b.c',
  '/relative',
  '#there',
])('a link to %s is words', (href) => {
  show(`[go](${href})`);
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText('go')).toBeTruthy();
});

test('a picture is a link until it is asked for', () => {
  const { container, onOpenLink } = show('![a chart](https://a.example/c.png)');
  expect(container.querySelector('img')).toBeNull();
  fireEvent.click(screen.getByRole('link', { name: 'a chart' }));
  expect(onOpenLink).toHaveBeenCalledWith('https://a.example/c.png');
});
