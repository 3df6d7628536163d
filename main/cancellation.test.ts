import { describe, expect, it, vi } from 'vitest';
import { cancelledBy, CancelSource } from './cancellation.ts';

describe.each([
  ['a source', () => new CancelSource()],
  [
    'a signal',
    () => {
      const controller = new AbortController();
      return Object.assign(cancelledBy(controller.signal), { cancel: () => controller.abort() });
    },
  ],
])('the cancel of %s', (_name, make) => {
  it('is heard once, by who still listens', () => {
    const source = make();
    const [stays, leaves] = [vi.fn<() => void>(), vi.fn<() => void>()];
    source.onCancel(stays);
    source.onCancel(leaves)();
    source.cancel();
    source.cancel();
    expect(stays).toHaveBeenCalledTimes(1);
    expect(leaves).not.toHaveBeenCalled();
    expect(source.isCancelled).toBe(true);
  });

  it('is heard at once by who comes after it', () => {
    const source = make();
    source.cancel();
    const late = vi.fn<() => void>();
    source.onCancel(late);
    expect(late).toHaveBeenCalledTimes(1);
  });
});

it('gives a signal that goes with it, also when it is asked for late', () => {
  const source = new CancelSource();
  const { signal } = source;
  expect(signal.aborted).toBe(false);
  source.cancel();
  expect(signal.aborted).toBe(true);
  const late = new CancelSource();
  late.cancel();
  expect(late.signal.aborted).toBe(true);
});
