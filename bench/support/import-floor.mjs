/**
 * A child process that reads and parses a file and writes the files of a workspace as they are, into the same folders;
 * one sync makes them durable, as the product's imports are (decision 11).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [file, model, target] = process.argv.slice(2);
const folders = [];
const files = [];
for (const entry of readdirSync(model, { recursive: true, withFileTypes: true })) {
  const from = path.join(entry.parentPath, entry.name);
  const to = path.join(target, path.relative(model, from));
  if (entry.isDirectory()) folders.push(to);
  else files.push({ to, text: readFileSync(from, 'utf8') });
}
const startedAt = performance.now();
const parsed = JSON.parse(readFileSync(file, 'utf8'));
mkdirSync(target, { recursive: true });
for (const folder of folders) mkdirSync(folder, { recursive: true });
for (const { to, text } of files) writeFileSync(to, text, { encoding: 'utf8', mode: 0o666, flag: 'wx' });
if (process.platform === 'linux') spawnSync('sync', ['-f', '--', target]);
const ms = performance.now() - startedAt;
process.send({ ms, name: parsed.info.name });
