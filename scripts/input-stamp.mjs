import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './project-root.mjs';

/** Lists the files below `inputs` (files or folders, relative to the root), tests and ignored folders left out. */
function listFiles(root, inputs, ignore) {
  const found = [];
  const visit = (relative) => {
    if (ignore(relative)) return;
    const stats = statSync(path.join(root, relative), { throwIfNoEntry: false });
    if (stats === undefined) return;
    if (!stats.isDirectory()) {
      found.push({ relative, size: stats.size, mtimeMs: stats.mtimeMs });
      return;
    }
    for (const name of readdirSync(path.join(root, relative))) visit(`${relative}/${name}`);
  };
  for (const input of inputs) visit(input);
  return found.sort((a, b) => (a.relative < b.relative ? -1 : 1));
}

const digest = (parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * Says whether the work that made `stampFile` would see the same input again. Sizes and times are looked at first (a few
 * milliseconds); only when they differ are the contents hashed, so that a `git checkout` causes no needless build.
 */
export function createStamp({ root = projectRoot, stampFile, inputs, ignore = () => false, outputs }) {
  const files = listFiles(root, inputs, ignore);
  const look = digest(files.map((file) => `${file.relative}:${file.size}:${file.mtimeMs}`));
  let content;
  const readContent = () =>
    (content ??= digest(
      files.flatMap((file) => [file.relative, readFileSync(path.join(root, file.relative))]),
    ));
  const write = () => {
    mkdirSync(path.dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, JSON.stringify({ look, content: readContent() }));
  };
  return {
    isCurrent() {
      const stamp = readJson(stampFile);
      if (stamp === undefined) return false;
      if (!outputs.every((output) => statSync(output, { throwIfNoEntry: false }) !== undefined)) return false;
      if (stamp.look === look) return true;
      if (stamp.content !== readContent()) return false;
      write();
      return true;
    },
    write,
  };
}
