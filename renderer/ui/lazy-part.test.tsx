import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { fetchLazyParts, lazyPart } from './lazy-part.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('a part that could not be fetched is fetched again when it is shown again', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const load = vi.fn(async () => ({ name }: { name: string }) => <p>Hello {name}</p>);
  load.mockRejectedValueOnce(new Error('not there'));
  const Part = lazyPart(load);
  render(
    <ErrorBoundary what="The part">
      <Part name="Ada" />
    </ErrorBoundary>,
  );
  const again = await screen.findByRole('button', { name: 'Try again' }, { timeout: 5_000 });
  expect(load).toHaveBeenCalledTimes(1);
  fireEvent.click(again);
  expect(await screen.findByText('Hello Ada', {}, { timeout: 5_000 })).toBeDefined();
  expect(load).toHaveBeenCalledTimes(2);
});

test('a part that was fetched before is there at once', async () => {
  const Part = lazyPart(async () => () => <p>Hello</p>);
  await fetchLazyParts();
  render(<Part />);
  expect(screen.getByText('Hello')).toBeDefined();
});
