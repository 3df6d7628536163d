/**
 * `npm run corpus -- DIR`: imports every file of a folder, prints what became of it, and fails where a request was
 * dropped silently, where an export says something else than the file it came from, or where Postern itself failed.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project-root.mjs';
import { checkNode, ensureInstalled } from './setup.mjs';
import { fail } from './stage-log.mjs';

/** Bundles the check, because Node 20 does not run TypeScript, and gives its functions. */
async function loadCheck(outDir) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    envDir: false,
    logLevel: 'warn',
    root: projectRoot,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      target: 'node20',
      minify: false,
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      rolldownOptions: {
        input: { corpus: path.join(projectRoot, 'main', 'cli', 'check-corpus.ts') },
        external: ['electron'],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  });
  return import(pathToFileURL(path.join(outDir, 'corpus.mjs')).href);
}

const columns = [
  ['file', 62],
  ['kind', 22],
  ['requestsIn', 6],
  ['requestsOut', 6],
  ['notes', 6],
  ['verdict', 0],
];
const titles = {
  file: 'file',
  kind: 'kind',
  requestsIn: 'in',
  requestsOut: 'out',
  notes: 'notes',
  verdict: 'verdict',
};

function toLine(row) {
  return columns
    .map(([name, width]) => {
      const text = String(row[name]);
      if (width === 0) return text;
      const short = text.length > width ? `…${text.slice(text.length - width + 1)}` : text;
      return typeof row[name] === 'number' ? short.padStart(width) : short.padEnd(width);
    })
    .join('  ');
}

checkNode();
const given = process.argv[2];
if (given === undefined) fail('name the folder with the files: npm run corpus -- DIR');
const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), given);
if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) fail(`there is no folder ${folder}`);

await ensureInstalled();
mkdirSync(path.join(projectRoot, 'out'), { recursive: true });
const outDir = mkdtempSync(path.join(projectRoot, 'out', 'corpus-'));
let failures = 0;
try {
  const { checkCorpus } = await loadCheck(outDir);
  const print = (line) => process.stdout.write(`${line}\n`);
  print(toLine(titles));
  const rows = await checkCorpus(folder, (row) => print(toLine(row)));
  failures = rows.filter((row) => row.failed).length;
  const sum = (name) => rows.reduce((total, row) => total + row[name], 0);
  print('');
  print(
    `${rows.length} files: ${sum('requestsIn')} requests in, ${sum('requestsOut')} out, ${sum('notes')} notes; ` +
      `${rows.filter((row) => row.verdict.startsWith('refused')).length} refused by name, ${failures} failed.`,
  );
} finally {
  rmSync(outDir, { recursive: true, force: true });
}
process.exit(failures === 0 ? 0 : 1);
