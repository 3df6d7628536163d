/**
 * `npm run --silent bench -- [--only NAME,...] [--json]`: measures Postern against floors that do nothing but the work
 * itself. Each module of `bench/` exports `measure({ smoke })`, which gives rows `{ name, ours, floor, target, unit }`; one
 * without a target is only told.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { endWithParent } from './end-with-parent.mjs';
import { projectRoot } from './project-root.mjs';
import { checkNode, ensureInstalled } from './setup.mjs';
import { fail } from './stage-log.mjs';

const folder = path.join(projectRoot, 'bench');

/** Names of the figures, one for each module. */
export function listFigures() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => name.slice(0, -'.mjs'.length))
    .toSorted();
}

/** Gives the function that measures a figure. */
export async function loadFigure(name) {
  const { measure } = await import(pathToFileURL(path.join(folder, `${name}.mjs`)).href);
  if (typeof measure !== 'function') throw new Error(`bench/${name}.mjs exports no function "measure".`);
  return measure;
}

/** Measures one figure and gives its rows; `smoke` does as little as shows that it still runs. */
export async function runFigure(name, { smoke = false } = {}) {
  const measure = await loadFigure(name);
  const rows = await measure({ smoke });
  return rows.map(({ name: row, ours, floor, target, unit }) => {
    const figures = { ours, floor, ratio: ours / floor, ...(target === undefined ? {} : { target }) };
    for (const [key, value] of Object.entries(figures)) {
      if (!Number.isFinite(value)) throw new Error(`${row}: "${key}" is no number.`);
    }
    return { name: row, ...figures, unit };
  });
}

function shown(value) {
  return Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) >= 1
      ? value.toFixed(1)
      : value.toFixed(3);
}

function toLine({ name, ours, floor, ratio, target, unit }) {
  const parts = [
    name.padEnd(18),
    `${shown(ours)} ${unit}`.padStart(28),
    `floor ${shown(floor)}`.padStart(16),
    `ratio ${ratio.toFixed(2)}`.padStart(14),
    ...(target === undefined ? [] : [`target ${target}`.padStart(12), ratio <= target ? 'met' : 'NOT MET']),
  ];
  return parts.join('  ');
}

function parseArguments(args) {
  const known = listFigures();
  const options = { json: false, figures: known };
  for (let at = 0; at < args.length; at += 1) {
    const [flag, value] = args[at].split('=');
    if (flag === '--json') options.json = true;
    else if (flag === '--only') options.figures = (value ?? args[(at += 1)] ?? '').split(',');
    else return undefined;
  }
  return options.figures.every((name) => known.includes(name)) ? options : undefined;
}

async function main() {
  const options = parseArguments(process.argv.slice(2));
  if (options === undefined) fail(`usage: npm run bench -- [--only ${listFigures().join(',')}] [--json]`);
  checkNode();
  endWithParent();
  await ensureInstalled({ quiet: options.json });
  const rows = [];
  for (const name of options.figures) {
    for (const row of await runFigure(name)) {
      rows.push(row);
      if (!options.json) process.stdout.write(`${toLine(row)}\n`);
    }
  }
  if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main().catch((fault) => fail(fault.stack ?? String(fault)));
}
