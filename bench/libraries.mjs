import { fork } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../scripts/project-root.mjs';
import { ensureBuilt, scriptTargets } from '../scripts/setup.mjs';
import { interleave, timeMs } from './support/rounds.mjs';

const modules = [
  'ajv',
  'buffer',
  'crypto-js',
  'csv-parse/lib/sync',
  'lodash',
  'moment',
  'querystring',
  'tv4',
  'url',
  'uuid',
  'xml2js',
];
const limits = { timeoutMs: 10_000, memoryBytes: 64 * 1024 * 1024, stackBytes: 128 * 1024 };

/** A script that asks for a library, against one that asks for none, in a process that has run scripts before. */
export async function measure({ smoke }) {
  await ensureBuilt(scriptTargets, { quiet: true });
  const runner = fork(path.join(projectRoot, 'out', 'script-runner', 'script-runner.mjs'));
  try {
    const rows = [];
    for (const name of modules) {
      const ours = () => timeMs(() => run(runner, `require('${name}')`));
      const floor = () => timeMs(() => run(runner, '1'));
      await floor();
      const row = await interleave(smoke ? 1 : 15, ours, floor);
      rows.push({ name: `library-${name.split('/', 1)[0]}`, ...row, unit: 'ms' });
    }
    return rows;
  } finally {
    runner.kill();
  }
}

/** Runs one script as the app has it run. */
async function run(runner, code) {
  const job = {
    phase: 'beforeRequest',
    scripts: [{ name: 'script.js', code }],
    requestName: 'Request',
    request: { method: 'GET', url: 'https://example.com/', headers: [] },
    scopes: { local: [], globals: [] },
    withheld: [],
  };
  const done = new Promise((resolve, reject) => {
    runner.once('message', resolve);
    runner.once('error', reject);
    runner.once('exit', () => reject(new Error('The process of scripts ended.')));
  });
  runner.send({ type: 'run', id: 1, job, limits });
  const { result, reason } = await done;
  runner.removeAllListeners('exit').removeAllListeners('error');
  if (result?.runs[0]?.status !== 'ran') throw new Error(reason ?? result.runs[0].error.message);
}
