import { expect, it, vi } from 'vitest';
import type { ScriptJob } from '../../core/scripts/script-job.ts';
import type { ChildHandle } from '../host.ts';
import { createScriptProcess, type ScriptProcess } from './script-process.ts';

const job: ScriptJob = {
  phase: 'beforeRequest',
  scripts: [{ name: 'a.js', code: '1' }],
  requestName: 'R',
  request: { method: 'GET', url: 'https://a.test/', headers: [] },
  scopes: { local: [], globals: [] },
  withheld: [],
};
const done = { runs: [{ status: 'ran', durationMs: 1 }], tests: [], lines: [], changes: [] };
const ownRequest = JSON.stringify({ method: 'GET', url: 'https://a.test/', headers: [] });
const never = new AbortController().signal;
const noNetwork = () => Promise.resolve({ problem: 'none' });

interface Puppet {
  say(message: unknown): void;
  exit(code: number | undefined): void;
  isKilled: boolean;
}

/** Children that a test plays itself, each by what it does when it is given a job. */
function open(onJob: (child: Puppet, id: number, at: number, message: unknown) => void, timeoutMs = 50) {
  const children: Puppet[] = [];
  const fork = (): ChildHandle => {
    const at = children.length;
    const listeners: ((message: unknown) => void)[] = [];
    const exits: ((code: number | undefined) => void)[] = [];
    const child: Puppet = {
      say: (message) => listeners.forEach((listener) => listener(message)),
      exit: (code) => exits.forEach((listener) => listener(code)),
      isKilled: false,
    };
    children.push(child);
    return {
      send: (message) => onJob(child, (message as { id: number }).id, at, message),
      onMessage: (listener) => void listeners.push(listener),
      onExit: (listener) => void exits.push(listener),
      kill: () => {
        child.isKilled = true;
      },
    };
  };
  const limits = { timeoutMs, memoryBytes: 1, stackBytes: 1 };
  return { children, scripts: createScriptProcess(fork, limits) };
}

const outcome = async (scripts: ScriptProcess, signal = never) =>
  (await scripts.run(job, signal, noNetwork)).runs.map(({ status }) => status);

it('says so when its process is killed in the middle of a run, and starts another, 100 of 100', async () => {
  const { scripts, children } = open((child, id, at) => {
    if (at % 2 === 0) child.exit(undefined);
    else child.say({ type: 'done', id, result: done });
    if (at % 2 === 1) queueMicrotask(() => child.exit(137));
  });
  for (let round = 0; round < 100; round += 1) {
    expect(await outcome(scripts)).toEqual(['stopped']);
    expect(await outcome(scripts)).toEqual(['ran']);
    await Promise.resolve();
  }
  expect(children).toHaveLength(200);
  scripts.close();
});

it('ends a process that does not answer, 250 ms after its time at the latest', async () => {
  let isFirst = true;
  const { scripts, children } = open((child, id) => {
    // The first run of a process has time to load the interpreter.
    if (isFirst) child.say({ type: 'done', id, result: done });
    isFirst = false;
  });
  expect(await outcome(scripts)).toEqual(['ran']);
  const startedAt = performance.now();
  expect(await outcome(scripts)).toEqual(['stopped']);
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(50);
  expect(performance.now() - startedAt).toBeLessThan(50 + 250 + 200);
  expect(children[0]?.isKilled).toBe(true);
  scripts.close();
});

it.each([
  ['no object', 'hello'],
  ['another kind', { type: 'owned', id: 1 }],
  ['a result without runs', { type: 'done', id: 1, result: {} }],
  [
    'a change of another scope',
    { type: 'done', id: 1, result: { ...done, changes: [{ scope: 'secrets', key: 'a' }] } },
  ],
  [
    'names that are too long',
    { type: 'done', id: 1, result: { ...done, changes: [{ scope: 'globals', key: 'a'.repeat(1e6) }] } },
  ],
])('takes no answer that is %s, and ends who gave it', async (_what, message) => {
  const { scripts, children } = open((child) => child.say(message));
  expect(await outcome(scripts)).toEqual(['stopped']);
  expect(children[0]?.isKilled).toBe(true);
  scripts.close();
});

it('passes over the answer of a run that is over', async () => {
  const { scripts } = open((child, id) => {
    child.say({ type: 'done', id: id - 1, result: { ...done, lines: [{ level: 'log', text: 'late' }] } });
    child.say({ type: 'done', id, result: done });
  });
  await scripts.run(job, never, noNetwork);
  expect((await scripts.run(job, never, noNetwork)).lines).toEqual([]);
  scripts.close();
});

it('is ended by a cancel, and does not begin after one', async () => {
  const { scripts, children } = open(() => undefined);
  const controller = new AbortController();
  const running = outcome(scripts, controller.signal);
  await Promise.resolve();
  controller.abort();
  expect(await running).toEqual(['stopped']);
  expect(children.map(({ isKilled }) => isKilled)).toEqual([true]);
  expect(await outcome(scripts, controller.signal)).toEqual(['stopped']);
  expect(children).toHaveLength(1);
  scripts.close();
});

it('does not count what the network takes as the time of a script', async () => {
  const { scripts } = open((child, id, _at, message) => {
    const { type } = message as { type: string };
    if (type === 'run') child.say({ type: 'ask', id, number: 1, request: ownRequest });
    else child.say({ type: 'done', id, result: done });
  });
  const slow = () =>
    new Promise<{ problem: string }>((resolve) => setTimeout(() => resolve({ problem: 'late' }), 6_000));
  // Warm, so that the limit is the short one.
  await scripts.run(job, never, noNetwork);
  vi.useFakeTimers();
  try {
    const running = scripts.run(job, never, slow);
    await vi.advanceTimersByTimeAsync(6_001);
    expect((await running).runs.map(({ status }) => status)).toEqual(['ran']);
  } finally {
    vi.useRealTimers();
    scripts.close();
  }
});

it('ends a process that asks for too many requests, and sends no more', async () => {
  const { scripts, children } = open((child, id, _at, message) => {
    if ((message as { type: string }).type !== 'run') return;
    for (let number = 1; number <= 150; number += 1)
      child.say({ type: 'ask', id, number, request: ownRequest });
  });
  let sent = 0;
  const count = () => {
    sent += 1;
    return Promise.resolve({ problem: 'none' });
  };
  expect((await scripts.run(job, never, count)).runs.map(({ status }) => status)).toEqual(['stopped']);
  expect(sent).toBe(100);
  expect(children[0]?.isKilled).toBe(true);
});

it('sends nothing that does not fit', async () => {
  const replies: unknown[] = [];
  const { scripts } = open((child, id, _at, message) => {
    const { type, reply } = message as { type: string; reply?: unknown };
    if (type === 'run')
      child.say({ type: 'ask', id, number: 1, request: '{"method":"GET","files":["/etc/passwd"]}' });
    else {
      replies.push(reply);
      child.say({ type: 'done', id, result: done });
    }
  });
  let sent = 0;
  await scripts.run(job, never, () => {
    sent += 1;
    return noNetwork();
  });
  expect(sent).toBe(0);
  expect(replies).toEqual([{ problem: expect.stringContaining('pm.sendRequest') as string }]);
  scripts.close();
});
