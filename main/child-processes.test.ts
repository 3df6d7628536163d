import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forkProgram } from './fork-program.ts';
import { openWithSystem } from './open-link.ts';
import { syncUnder } from './storage/workspace/sync-file-system.ts';

const canary = 'CANARY-of-the-environment';
const planted = ['POSTERN_CLIENT_SECRET', 'POSTERN_KEY_PASSPHRASE', 'OKTA_API_TOKEN'];
const before = process.env['PATH'];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'postern-children-'));
  for (const name of planted) process.env[name] = canary;
  process.env['https_proxy'] = `http://me:${canary}@proxy.test:3128`;
});
afterEach(async () => {
  for (const name of [...planted, 'https_proxy']) delete process.env[name];
  process.env['PATH'] = before;
  await rm(folder, { recursive: true, force: true });
});

/** Puts a program of this name before all others, that writes down how it was started. */
async function plant(name: string): Promise<() => Promise<{ args: string[]; text: string }>> {
  const [program, log] = [path.join(folder, name), path.join(folder, `${name}.log`)];
  await writeFile(
    program,
    `#!/bin/sh\nfor word in "$@"; do echo "argument=$word"; done > '${log}.tmp'\nenv >> '${log}.tmp'\nmv '${log}.tmp' '${log}'\n`,
  );
  await chmod(program, 0o755);
  process.env['PATH'] = `${folder}:${before ?? ''}`;
  return async () => {
    await expect.poll(() => readFile(log, 'utf8').catch(() => ''), { interval: 5 }).not.toBe('');
    const text = await readFile(log, 'utf8');
    const lines = text.split('\n').filter((line) => line.startsWith('argument='));
    return { args: lines.map((line) => line.slice('argument='.length)), text };
  };
}

describe('what a child process is started with', () => {
  it('is little for a bundled program, and no secret', async () => {
    const file = path.join(folder, 'program.mjs');
    await writeFile(file, 'process.send([process.argv.slice(2), process.execArgv, process.env]);');
    const child = forkProgram(file, ['one']);
    const told = await new Promise((resolve) => child.onMessage(resolve));
    child.kill();
    const [args, options, environment] = told as [string[], string[], Record<string, string>];
    expect([args, options]).toEqual([['one'], []]);
    expect(environment).toMatchObject({ PATH: before });
    expect(JSON.stringify(environment)).not.toContain(canary);
    expect(Object.keys(environment).length).toBeLessThan(30);
    expect(environment).not.toHaveProperty('https_proxy');
  });

  it.skipIf(process.platform === 'win32')('is the address and the desktop for the opener', async () => {
    const read = await plant('xdg-open');
    await openWithSystem('https://idp.test/authorize?client_id=a', 'linux');
    const { args, text } = await read();
    expect(args).toEqual(['https://idp.test/authorize?client_id=a']);
    expect(text).toContain('https_proxy=http://proxy.test:3128');
    expect(text).not.toContain(canary);
  });

  it.skipIf(process.platform !== 'linux')('is a folder for the command that syncs', async () => {
    const read = await plant('sync');
    await syncUnder(folder);
    const { args, text } = await read();
    expect(args).toEqual(['-f', '--', folder]);
    expect(text).not.toContain(canary);
    expect(text).not.toContain('https_proxy');
  });
});
