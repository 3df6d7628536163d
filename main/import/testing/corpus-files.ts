import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Where real import files are: `POSTERN_CORPUS`, or `shared/fixtures/real` beside a folder above this project. They are
 * not part of the project; tests that want them say so and skip where there are none.
 */
export function corpusFolder(): string | undefined {
  const named = process.env['POSTERN_CORPUS'];
  if (named !== undefined && named !== '') return resolve(named);
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'shared', 'fixtures', 'real');
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

/** All files of a folder with their paths inside it, in order. */
export function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** Reads a file of a folder as UTF-8. */
export function readCorpusFile(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}
