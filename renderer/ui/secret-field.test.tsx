import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { SecretField } from './secret-field.tsx';

afterEach(cleanup);

const input = () => screen.getByLabelText<HTMLInputElement>('Client Secret');

test('a typed secret is masked until shown', () => {
  render(<SecretField label="Client Secret" value="typed" onChange={vi.fn()} />);
  expect(input().type).toBe('password');
  fireEvent.click(screen.getByRole('button', { name: 'Show Client Secret' }));
  expect(input().type).toBe('text');
});

test('a stored secret is asked for only when shown, and forgotten when hidden', async () => {
  const onReveal = vi.fn(() => Promise.resolve('stored'));
  const onChange = vi.fn();
  render(<SecretField label="Client Secret" value="" onChange={onChange} isStored onReveal={onReveal} />);
  expect(onReveal).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Show Client Secret' }));
  await waitFor(() => expect(input().value).toBe('stored'));
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('button', { name: 'Hide Client Secret' }));
  expect(input().value).toBe('');
});

test('typing replaces a stored secret', () => {
  const onChange = vi.fn();
  render(<SecretField label="Client Secret" value="" onChange={onChange} isStored />);
  fireEvent.change(input(), { target: { value: 'n' } });
  expect(onChange).toHaveBeenCalledExactlyOnceWith('n');
});

test('what is shown is hidden again after 30 seconds in which nobody types', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  const field = (value: string) => (
    <SecretField
      label="Client Secret"
      value={value}
      onChange={vi.fn()}
      isStored
      onReveal={() => Promise.resolve('stored')}
    />
  );
  try {
    const { rerender } = render(field(''));
    fireEvent.click(screen.getByRole('button', { name: 'Show Client Secret' }));
    await waitFor(() => expect(input().value).toBe('stored'));
    act(() => void vi.advanceTimersByTime(29_000));
    expect(input()).toMatchObject({ type: 'text', value: 'stored' });
    rerender(field('typed'));
    act(() => void vi.advanceTimersByTime(29_000));
    expect(input().type).toBe('text');
    act(() => void vi.advanceTimersByTime(1_500));
    expect(input().type).toBe('password');
    rerender(field(''));
    expect(input().value).toBe('');
  } finally {
    vi.useRealTimers();
  }
});
