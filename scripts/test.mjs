/** `npm test`: everything a change must pass. `npm test -- --only types,lint,unit,e2e` runs a part of it. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findElectron, whyNoDesktop } from './electron-binary.mjs';
import { endWithParent } from './end-with-parent.mjs';
import { obtainBrowser } from './find-browser.mjs';
import { projectRoot } from './project-root.mjs';
import { runStep } from './run-step.mjs';
import { checkNode, ensureBuilt, ensureInstalled } from './setup.mjs';
import { fail, formatDuration, say } from './stage-log.mjs';

const minute = 60_000;
const reportFolder = path.join(projectRoot, 'out', 'test');
const tool = (...parts) => path.join(projectRoot, 'node_modules', ...parts);

/** Runs a tool of the project with this Node; gives whether it succeeded. */
async function run(script, args, { timeoutMs, env = {} }) {
  const result = await runStep(process.execPath, [script, ...args], {
    timeoutMs,
    env: { ...process.env, ...env },
  });
  if (result.timedOut) say(`It did not end within ${formatDuration(timeoutMs)} and was stopped.`);
  return result.code === 0;
}

function readReport(name) {
  const file = path.join(reportFolder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Counts of a tool that wrote no report: its failure is one. */
const counted = (succeeded, counts) => ({
  succeeded,
  counts: counts ?? { passed: 0, failed: succeeded ? 0 : 1, skipped: 0 },
});

const stages = {
  async types() {
    return counted(await run(tool('typescript', 'bin', 'tsc'), ['-b'], { timeoutMs: 5 * minute }));
  },

  async lint() {
    const linted = await run(tool('oxlint', 'bin', 'oxlint'), ['--type-aware'], { timeoutMs: 5 * minute });
    const formatted = await run(
      tool('prettier', 'bin', 'prettier.cjs'),
      ['--check', '.', '--log-level', 'warn'],
      {
        timeoutMs: 3 * minute,
      },
    );
    return counted(linted && formatted);
  },

  async build() {
    await ensureBuilt(undefined);
    return counted(true);
  },

  async unit() {
    const report = path.join(reportFolder, 'unit.json');
    const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const succeeded = await run(tool('vitest', 'vitest.mjs'), args, { timeoutMs: 15 * minute });
    const result = readReport('unit.json');
    return counted(
      succeeded,
      result && {
        passed: result.numPassedTests,
        // A file that cannot be loaded fails without a failed test in it.
        failed: Math.max(result.numFailedTests, succeeded ? 0 : 1),
        skipped: result.numPendingTests + result.numTodoTests,
      },
    );
  },

  async e2e() {
    const browser = await obtainBrowser();
    const desktop = findElectron() !== undefined && whyNoDesktop() === undefined;
    say(
      `Browser: ${browser}. Desktop app: ${desktop ? 'tested too' : 'not tested (no Electron binary or no display)'}.`,
    );
    const succeeded = await run(tool('@playwright', 'test', 'cli.js'), ['test'], {
      timeoutMs: 15 * minute,
      env: { POSTERN_CHROME: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: path.join(reportFolder, 'e2e.json') },
    });
    const stats = readReport('e2e.json')?.stats;
    return counted(
      succeeded,
      stats && {
        passed: stats.expected,
        failed: Math.max(stats.unexpected + stats.flaky, succeeded ? 0 : 1),
        skipped: stats.skipped,
      },
    );
  },
};

/** What each choice of `--only` runs; the bundles are there before anything uses them. */
const order = ['types', 'lint', 'build', 'unit', 'e2e'];
const needsBuild = new Set(['unit', 'e2e']);

function parseOnly(args) {
  const at = args.findIndex((arg) => arg === '--only' || arg.startsWith('--only='));
  const rest = args.filter((_, index) => index !== at && (args[at] !== '--only' || index !== at + 1));
  if (at === -1 && args.length === 0) return order;
  const list =
    at === -1 ? undefined : args[at] === '--only' ? args[at + 1] : args[at].slice('--only='.length);
  const wanted = new Set((list ?? '').split(',').filter((name) => name !== ''));
  const unknown = [...wanted].filter((name) => stages[name] === undefined);
  if ((at !== -1 && rest.length > 0) || at === -1 || wanted.size === 0 || unknown.length > 0) {
    fail('usage: npm test -- [--only types,lint,build,unit,e2e]');
  }
  if ([...wanted].some((name) => needsBuild.has(name))) wanted.add('build');
  return order.filter((name) => wanted.has(name));
}

async function runStage(name) {
  const startedAt = performance.now();
  say(`\n== ${name}`);
  let outcome;
  try {
    outcome = await stages[name]();
  } catch (fault) {
    say(`postern: ${fault.message}`);
    outcome = counted(false);
  }
  const verdict = outcome.succeeded ? 'passed' : 'FAILED';
  const line = `${name} ${verdict} in ${formatDuration(performance.now() - startedAt)}`;
  say(`== ${line}`);
  return { ...outcome, line };
}

async function main() {
  const wanted = parseOnly(process.argv.slice(2));
  checkNode();
  endWithParent();
  const startedAt = performance.now();
  await ensureInstalled();
  rmSync(reportFolder, { recursive: true, force: true });
  mkdirSync(reportFolder, { recursive: true });
  const outcomes = [];
  for (const name of wanted) outcomes.push(await runStage(name));

  say(
    `\n${outcomes.map(({ line }) => line).join('\n')}\nall in ${formatDuration(performance.now() - startedAt)}`,
  );
  const sum = (key) => outcomes.reduce((total, { counts }) => total + counts[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
  return outcomes.every(({ succeeded }) => succeeded) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (fault) => fail(fault.stack ?? fault.message),
);
