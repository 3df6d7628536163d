import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleExchange } from '../../../core/console/console-event.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';
import { maxConsoleRows } from './console-slice.ts';

const exchanged = (url: string): ConsoleExchange => ({
  source: 'request',
  exchange: {
    id: 'e',
    startedAtEpochMs: 0,
    request: { method: 'GET', url, headers: [], bodySizeBytes: 0 },
    hops: [],
    outcome: { kind: 'failure', failure: { code: 'timeout', message: 'm', nextStep: 'n' } },
    timings: { totalMs: 1 },
    warnings: [],
  },
});

let store: FreshStore;
beforeEach(async () => {
  vi.resetModules();
  store = await freshStore();
});
afterEach(() => replaceDoor(undefined));

const console = () => store.state().console;

describe('the console', () => {
  it('holds the newest rows only, and forgets what belonged to the others', () => {
    console().hearExchange(exchanged('https://a.test/first'));
    console().toggleRow(0);
    expect(console().expanded).toEqual({ 0: true });
    for (let at = 0; at < maxConsoleRows + 20; at += 1)
      console().hearExchange(exchanged(`https://a.test/${at}`));
    expect(console().rows).toHaveLength(maxConsoleRows);
    expect(console().rows.at(-1)).toMatchObject({
      request: { url: `https://a.test/${maxConsoleRows + 19}` },
    });
    expect(console().expanded).toEqual({});
  });

  it('copies one row, or those that pass the filter', () => {
    console().hearExchange(exchanged('https://a.test/one'));
    console().hearExchange(exchanged('https://a.test/two'));
    console().hearLine({ atEpochMs: 0, level: 'warn', parts: ['mind'], source: { name: 'Script' } });
    expect(console().textOf(1)).toContain('https://a.test/two');
    expect(console().textOf(1)).not.toContain('one');
    console().setFilter({ level: 'problems', text: 'mind' });
    expect(console().textOf()).toBe('1970-01-01T00:00:00.000Z warn mind (Script)');
    console().clear();
    expect(console().rows).toEqual([]);
  });

  it('keeps with the layout whether it is open', () => {
    console().toggle();
    expect(store.state().app.layout['consoleOpen']).toBe(true);
    console().toggle();
    expect(store.state().app.layout['consoleOpen']).toBe(false);
  });
});
