import { readFile, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readValueFile } from './read-value-file.ts';
import { runProgram } from './run-program.ts';
import { type FakeManager, plantManager } from './testing/fake-manager.ts';

let manager: FakeManager;
const planted = [
  'POSTERN_CLIENT_SECRET',
  'POSTERN_KEY_PASSPHRASE',
  'ELECTRON_RUN_AS_NODE_X',
  'NODE_OPTIONS_X',
];
beforeEach(async () => {
  manager = await plantManager();
  for (const name of planted) process.env[name] = 'canary-of-postern';
  process.env['OP_SERVICE_ACCOUNT_TOKEN'] = 'of-the-user';
});
afterEach(async () => {
  for (const name of [...planted, 'OP_SERVICE_ACCOUNT_TOKEN']) delete process.env[name];
  await manager.close();
});

const run = (command: string, more: { timeoutMs?: number; signal?: AbortSignal; secrets?: string[] } = {}) =>
  runProgram({ name: 'v', command, signal: new AbortController().signal, secrets: [], ...more });
const refused = (reason: string) => ({
  code: 'ERR_VARIABLE_PROGRAM_FAILED',
  details: expect.objectContaining({ name: 'v', reason }) as unknown,
});

/** Waits until a process is gone; one that is a zombie of somebody is gone too. */
async function expectGone(pid: number): Promise<void> {
  const state = () =>
    readFile(`/proc/${pid}/stat`, 'utf8').then(
      (text) => text.slice(text.lastIndexOf(')') + 2, text.lastIndexOf(')') + 3),
      () => 'gone',
    );
  await expect.poll(state, { interval: 10 }).toMatch(/gone|Z|X/);
}

describe.skipIf(process.platform === 'win32')('a program', () => {
  it('is handed its words as they are, without a shell, in the home folder, with the user’s environment', async () => {
    const odd = `$(id) | && ; > x * "q" {{v}}`;
    expect(await run(`op read '${odd}'`)).toBe(odd);
    const [started] = await manager.runs();
    expect(started?.args).toEqual(['read', odd]);
    expect(started?.cwd).toBe(homedir());
    expect(started?.env).toMatchObject({
      OP_SERVICE_ACCOUNT_TOKEN: 'of-the-user',
      HOME: process.env['HOME'],
    });
    expect(Object.keys(started?.env ?? {}).filter((name) => /^(?:POSTERN_|ELECTRON_)/.test(name))).toEqual(
      [],
    );
    expect(JSON.stringify({ ...started?.env, NODE_OPTIONS_X: '' })).not.toContain('canary-of-postern');
  });

  it('is taken without the line breaks at the end of what it prints', async () => {
    expect(await run(`op read ' a b '`)).toBe(' a b ');
  });

  it('does not keep anybody waiting for what it left running', async () => {
    expect(await run('op linger value')).toBe('value');
    const [{ childPid = 0 } = {}] = await manager.runs();
    process.kill(childPid, 'SIGKILL');
  });

  it.each([
    ['fail hush-hush', 'exitCode'],
    ['flood', 'tooLarge'],
    ['empty', 'empty'],
    ['binary', 'notText'],
  ])('%s is refused as %s', async (words, reason) => {
    await expect(run(`op ${words}`)).rejects.toMatchObject(refused(reason));
  });

  it('is not there', async () => {
    await expect(run('no-such-program-here x')).rejects.toMatchObject(refused('notFound'));
    await writeFile(join(manager.folder, 'plain'), 'no program');
    await expect(run(join(manager.folder, 'plain'))).rejects.toMatchObject(refused('notStarted'));
    await expect(run('op read $HOME')).rejects.toMatchObject({ code: 'ERR_VARIABLE_SOURCE_INVALID' });
    expect(await manager.runs()).toEqual([]);
  });

  it('complains in words that hold no secret, no colours and no end', async () => {
    const fault = (await run('op fail hush-hush', { secrets: ['signed'] }).catch(
      (error: unknown) => error,
    )) as {
      message: string;
      details: { errorText: string; exitCode: number };
    };
    expect(fault.details.exitCode).toBe(3);
    expect(fault.details.errorText).toContain('not •••••••• in near ••••••••');
    expect(fault.details.errorText.length).toBeLessThanOrEqual(2_000);
    expect(fault.message).not.toContain('hush-hush');
    expect(fault.message).not.toContain('\u001b');
  });

  it('is ended with what it started where it takes too long, and where the call is cancelled', async () => {
    const controller = new AbortController();
    const running = run('op hang', { signal: controller.signal });
    await expect.poll(async () => (await manager.runs()).length, { interval: 10, timeout: 10_000 }).toBe(1);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'ERR_CALL_CANCELLED' });
    await expect(run('op hang', { timeoutMs: 400 })).rejects.toMatchObject(refused('timeout'));
    // On a busy machine the second may be ended before it said that it runs.
    for (const { pid, childPid = 0 } of await manager.runs()) {
      await expectGone(pid);
      await expectGone(childPid);
    }
  });
});

describe('a file', () => {
  it('is read without the line break at its end', async () => {
    const path = join(manager.folder, 'value');
    await writeFile(path, 'from a file\r\n');
    expect(await readValueFile('v', path)).toBe('from a file');
  });

  it('is refused where it is none, too large, empty or no text', async () => {
    const path = join(manager.folder, 'value');
    const reason = (given: string) => ({
      code: 'ERR_VARIABLE_FILE_UNREADABLE',
      details: { name: 'v', path: expect.any(String) as unknown, reason: given },
    });
    await expect(readValueFile('v', path)).rejects.toMatchObject(reason('missing'));
    await expect(readValueFile('v', manager.folder)).rejects.toMatchObject(reason('notAFile'));
    await writeFile(path, 'x'.repeat(65_537));
    await expect(readValueFile('v', path)).rejects.toMatchObject(reason('tooLarge'));
    await writeFile(path, '\n');
    await expect(readValueFile('v', path)).rejects.toMatchObject(reason('empty'));
    await writeFile(path, Buffer.from([0xff]));
    await expect(readValueFile('v', path)).rejects.toMatchObject(reason('notText'));
    await symlink('/dev/zero', join(manager.folder, 'endless'));
    await expect(readValueFile('v', join(manager.folder, 'endless'))).rejects.toMatchObject(
      reason('notAFile'),
    );
  });
});
