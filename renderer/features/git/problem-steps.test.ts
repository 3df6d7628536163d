import { afterEach, expect, it, vi } from 'vitest';
import { replaceDoor } from '../../bridge/bridge.ts';
import { freshStore } from '../../store/fresh-store.ts';
import { problemSteps, shellWord } from './problem-steps.ts';

afterEach(() => replaceDoor(undefined));

it('writes a path so that a shell takes it for a word and nothing else', () => {
  expect(shellWord('/a b/$(touch x)')).toBe("'/a b/$(touch x)'");
  expect(shellWord("/it's")).toBe(String.raw`'/it'\''s'`);
  expect(shellWord('/a\nrm -rf x')).toBeUndefined();
});

it('leads from a refused push to a pull', async () => {
  vi.resetModules();
  const store = await freshStore({ 'git.readRepository': () => ({}), 'git.pull': () => ({ commits: 1 }) });
  const [pull] = problemSteps(store.state(), 'ERR_GIT_REJECTED');
  pull?.onSelect();
  await store.settle();
  expect(store.door.calls.map(({ operation }) => operation)).toContain('git.pull');
  expect(problemSteps(store.state(), 'ERR_GIT_NO_UPSTREAM')).toEqual([]);
});
