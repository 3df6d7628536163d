import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../scripts/project-root.mjs';
import { ensureBuilt } from '../scripts/setup.mjs';
import { interleave, timeMs } from './support/rounds.mjs';

const run = promisify(execFile);
const limit = { timeout: 60_000 };

/** The cheapest command of the command line, against a Node that does nothing. */
export async function measure({ smoke }) {
  await ensureBuilt(['node'], { quiet: true });
  const script = path.join(projectRoot, 'scripts', 'postern.mjs');
  const row = await interleave(
    smoke ? 1 : 21,
    () => timeMs(() => run(process.execPath, [script, '--version'], limit)),
    () => timeMs(() => run(process.execPath, ['-e', '0'], limit)),
  );
  return [{ name: 'cli-start', ...row, target: 3, unit: 'ms' }];
}
