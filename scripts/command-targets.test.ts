import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { targetsOf } from './command-targets.mjs';

it.each(['send', 'run', 'serve'])('builds what runs scripts before %s', (command) => {
  expect(targetsOf(command)).toEqual(
    expect.arrayContaining(['node', 'script-guest', 'script-libraries', 'script-runner']),
  );
});

it.each([undefined, 'help', 'import', 'constructor', '__proto__'])(
  'builds the command line alone for %s',
  (command) => {
    expect(targetsOf(command)).toEqual(['node']);
  },
);

it('knows every command that sends', () => {
  const folder = new URL('../main/cli/', import.meta.url);
  const names = [...readFileSync(new URL('main.ts', folder), 'utf8').matchAll(/'\.\/(\w+)-command\.ts'/g)];
  const senders = names
    .map(([, name = '']) => name)
    .filter((name) =>
      /request\.send|'serve'|runWebDoor/.test(readFileSync(new URL(`${name}-command.ts`, folder), 'utf8')),
    );
  expect(senders.length).toBeGreaterThan(1);
  for (const name of senders) expect(targetsOf(name)).toContain('script-runner');
});
