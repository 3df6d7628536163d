/**
 * Builds what is not built yet: `node scripts/build.mjs [--only renderer,node,...] [--force] [--quiet]`.
 * Each target goes to its own folder under `out/` and is swapped in when it is complete.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildTargets } from './build-targets.mjs';
import { withLock } from './file-lock.mjs';
import { licenceNotices } from './licence-notices.mjs';
import { createStamp } from './input-stamp.mjs';
import { projectRoot } from './project-root.mjs';
import { fail, formatDuration, say } from './stage-log.mjs';

const isTest = (file) => /\.test\.tsx?$|\/tsconfig\.json$/.test(file);

function stampOf(target) {
  return createStamp({
    stampFile: path.join(projectRoot, 'out', '.stamps', `${target.name}.json`),
    inputs: target.inputs,
    ignore: (file) => isTest(file) || (target.ignore?.(file) ?? false),
    outputs: target.outputs,
  });
}

function selectTargets(only) {
  if (only === undefined) return buildTargets;
  return only.map((name) => {
    const target = buildTargets.find((candidate) => candidate.name === name);
    if (target === undefined) {
      throw new Error(
        `There is no build target "${name}". Targets: ${buildTargets.map((t) => t.name).join(', ')}.`,
      );
    }
    return target;
  });
}

/** Names of the targets (of `only`, or all) whose input changed since they were built. */
export function findStaleTargets(only) {
  return selectTargets(only)
    .filter((target) => !stampOf(target).isCurrent())
    .map((target) => target.name);
}

async function buildTarget(target, vite) {
  const stamp = stampOf(target);
  const temporary = `${target.outDir}.new-${process.pid}`;
  const aside = `${target.outDir}.old-${process.pid}`;
  const configs = [await target.config()].flat();
  try {
    rmSync(temporary, { recursive: true, force: true });
    for (const [index, config] of configs.entries()) {
      const licences = configs.length === 1 ? 'licences.md' : `licences-${index + 1}.md`;
      await vite.build({
        configFile: false,
        envDir: false,
        logLevel: 'warn',
        root: projectRoot,
        ...config,
        plugins: [...(config.plugins ?? []), licenceNotices(licences)],
        build: { ...config.build, outDir: temporary, emptyOutDir: false, copyPublicDir: false },
      });
    }
    mkdirSync(path.dirname(target.outDir), { recursive: true });
    if (existsSync(target.outDir)) renameSync(target.outDir, aside);
    renameSync(temporary, target.outDir);
    stamp.write();
  } finally {
    rmSync(temporary, { recursive: true, force: true });
    rmSync(aside, { recursive: true, force: true });
  }
}

/** Builds the targets that are not current. Gives the names of those it built. */
export async function build({ only, force = false, quiet = false } = {}) {
  const wanted = selectTargets(only).map((target) => target.name);
  if (!force && findStaleTargets(wanted).length === 0) return [];
  return withLock(
    'build',
    async () => {
      const stale = force ? wanted : findStaleTargets(wanted);
      if (stale.length === 0) return [];
      // Under a test runner this says "test", and Vite would bundle React's development build.
      process.env.NODE_ENV = 'production';
      const vite = await import('vite');
      for (const target of selectTargets(stale)) {
        const startedAt = performance.now();
        await buildTarget(target, vite);
        if (!quiet) say(`Built ${target.name} in ${formatDuration(performance.now() - startedAt)}.`);
      }
      return stale;
    },
    { quiet },
  );
}

async function main(args) {
  const options = { quiet: args.includes('--quiet'), force: args.includes('--force') };
  const onlyAt = args.indexOf('--only');
  if (onlyAt !== -1) options.only = (args[onlyAt + 1] ?? '').split(',').filter((name) => name !== '');
  try {
    const built = await build(options);
    if (built.length === 0 && !options.quiet) say('Everything is built already.');
  } catch (fault) {
    fail(`the build failed: ${fault.message}`);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(process.argv.slice(2));
}
