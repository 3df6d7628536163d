import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { CancelSource } from './cancellation.ts';
import { type ChildRun, runChild } from './run-child.ts';

const run = (script: string, more: Partial<ChildRun> = {}, call = new CancelSource()) =>
  runChild(
    {
      file: process.execPath,
      args: ['-e', script],
      cwd: tmpdir(),
      env: {},
      timeoutMs: 30_000,
      maxOutputBytes: 1_000,
      onErrorText: () => undefined,
      ...more,
    },
    call,
  );

describe('a program', () => {
  it('gives its code and what it wrote, and has its input', async () => {
    const errors: string[] = [];
    const script = `process.stdin.pipe(process.stdout); console.error('oh'); process.exitCode = 3;`;
    const end = await run(script, { input: 'what came in', onErrorText: (text) => errors.push(text) });
    expect(end).toEqual({ kind: 'exited', exitCode: 3, output: Buffer.from('what came in') });
    expect(errors.join('')).toBe('oh\n');
  });

  it('may end before it has read its input, and by a signal', async () => {
    const end = await run('process.kill(process.pid, "SIGKILL")', { input: 'x'.repeat(10_000_000) });
    expect(end).toMatchObject({ kind: 'exited', exitCode: undefined });
  });

  it('writes as much as somebody takes, and is ended where nobody does', async () => {
    const script = `process.stdout.write('x'.repeat(1_001))`;
    let taken = 0;
    expect(await run(script, { onOutput: ({ length }) => (taken += length) })).toMatchObject({ exitCode: 0 });
    expect(taken).toBe(1_001);
    expect(await run(`${script}; setInterval(() => {}, 1e6)`)).toEqual({ kind: 'tooLarge' });
  });

  it('is not there', async () => {
    expect(await run('', { file: '/no/such/program' })).toMatchObject({
      kind: 'notStarted',
      cause: { code: 'ENOENT' },
    });
    const call = new CancelSource();
    call.cancel();
    expect(await run('', {}, call)).toEqual({ kind: 'cancelled' });
  });

  it.skipIf(process.platform === 'win32')('is asked to end, and ended where it does not', async () => {
    const deaf = `process.on('SIGTERM', () => console.log('asked')); console.log('ready'); setInterval(() => {}, 1e6);`;
    const call = new CancelSource();
    const words: string[] = [];
    const onOutput = (chunk: Buffer) => {
      words.push(chunk.toString());
      call.cancel();
    };
    expect(await run(deaf, { onOutput, patienceMs: 100 }, call)).toEqual({ kind: 'cancelled' });
    expect(words).toEqual(['ready\n']);
    expect(await run('setInterval(() => {}, 1e6)', { timeoutMs: 100 })).toEqual({ kind: 'timeout' });
  });
});
