import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const module = fileURLToPath(new URL('./end-with-parent.mjs', import.meta.url));
const script = `
  import { endWithParent } from ${JSON.stringify(module)};
  endWithParent({ intervalMs: 20 });
  process.stdout.write('pid ' + process.pid + '\\n');
  setTimeout(() => {}, 20_000);
`;

it.skipIf(process.platform === 'win32')('ends a script whose shell was killed', async () => {
  // As npm does it: a shell between that dies of a signal and tells nobody.
  const shell = spawn('sh', ['-c', `"$0" --input-type=module -e "$1"; exit 0`, process.execPath, script], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, npm_lifecycle_event: 'start' },
  });
  let output = '';
  shell.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output, { timeout: 10_000 }).toMatch(/^pid \d+\n/);
  const pid = Number(/\d+/.exec(output)?.[0]);
  expect(pid).not.toBe(shell.pid);
  shell.kill('SIGTERM');
  await expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
