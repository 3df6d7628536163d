import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { HtmlPreview } from './html-preview.tsx';

afterEach(cleanup);

const show = (text: string) => render(<HtmlPreview text={text} pageUrl="http://x/" onSave={vi.fn()} />);

test('a page is shown at once, a very large one when asked for', () => {
  const { unmount } = show('<p>small</p>');
  expect(screen.getByTitle('Preview of the response')).toBeDefined();
  unmount();
  show(`<p>${'large '.repeat(200_000)}</p>`);
  expect(screen.queryByTitle('Preview of the response')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Show the page' }));
  expect(screen.getByTitle('Preview of the response')).toBeDefined();
});
