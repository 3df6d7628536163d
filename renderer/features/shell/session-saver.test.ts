import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSaver } from './session-saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A save that ends when told to. */
function heldSave() {
  const ends: ((kept: boolean) => void)[] = [];
  const save = vi.fn(() => new Promise<boolean>((resolve) => void ends.push(resolve)));
  return { save, end: (kept: boolean) => ends.shift()?.(kept) };
}

describe('createSaver', () => {
  it('saves once for many changes, counted from the first', async () => {
    const { save } = heldSave();
    const saver = createSaver(save, 500);
    for (let step = 0; step < 5; step += 1) {
      saver.changed();
      await vi.advanceTimersByTimeAsync(90);
    }
    expect(save).toHaveBeenCalledTimes(0);
    await vi.advanceTimersByTimeAsync(60);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('never saves twice at once and saves what came meanwhile', async () => {
    const { save, end } = heldSave();
    const saver = createSaver(save, 500);
    saver.changed();
    await vi.advanceTimersByTimeAsync(500);
    saver.changed();
    await vi.advanceTimersByTimeAsync(50);
    expect(save).toHaveBeenCalledTimes(1);
    end(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('pauses longer where saving takes long, within a bound', async () => {
    const { save, end } = heldSave();
    const saver = createSaver(save, 500);
    for (const [count, tookMs, pauseMs] of [
      [1, 1_500, 1_500],
      [2, 20_000, 5_000],
      [3, 300, 500],
    ] as const) {
      saver.changed();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(save).toHaveBeenCalledTimes(count);
      await vi.advanceTimersByTimeAsync(tookMs);
      end(true);
      await vi.advanceTimersByTimeAsync(0);
      saver.changed();
      await vi.advanceTimersByTimeAsync(pauseMs - 1);
      expect(save).toHaveBeenCalledTimes(count);
      saver.stop();
    }
  });

  it('saves at once on flush, and only when something waits', async () => {
    const { save, end } = heldSave();
    const saver = createSaver(save, 500);
    saver.flush();
    expect(save).toHaveBeenCalledTimes(0);
    saver.changed();
    saver.flush();
    expect(save).toHaveBeenCalledTimes(1);
    end(true);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it('does not wait for a save under way when the window goes', async () => {
    const { save, end } = heldSave();
    const saver = createSaver(save, 500);
    saver.changed();
    await vi.advanceTimersByTimeAsync(500);
    saver.changed();
    saver.flush();
    expect(save).toHaveBeenCalledTimes(2);
    end(true);
    end(true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('keeps a failed save waiting for the next flush or change', async () => {
    const { save, end } = heldSave();
    const saver = createSaver(save, 500);
    saver.changed();
    await vi.advanceTimersByTimeAsync(500);
    end(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(save).toHaveBeenCalledTimes(1);
    saver.flush();
    expect(save).toHaveBeenCalledTimes(2);
  });
});
