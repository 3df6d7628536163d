import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRequestFile } from '../../core/workspace/formats/request-file.ts';
import {
  createStorageFixture,
  importInto,
  listFiles,
  sampleCollection,
  type StorageFixture,
} from './storage-fixture.ts';

const kills = 200;
const requests = 2_000;
/** Saves go through the requests in these steps. */
const stride = 7_919;
/** Two workspaces at once, each with half of the kills. */
const lanes = 2;

/**
 * Opens the workspace, then saves requests in turn, each with a number that only grows, and writes a line for each save that
 * was acknowledged.
 */
const program = `
import { writeSync } from 'node:fs';
import { createSecretStore } from ${JSON.stringify(resolve('main/storage/secret-store.ts'))};
import { createWorkspaceStore } from ${JSON.stringify(resolve('main/storage/create-workspace-store.ts'))};
import { sampleRequest } from ${JSON.stringify(resolve('main/storage/storage-fixture.ts'))};
const [path, profilePath, first] = process.argv.slice(2);
const log = { error: (message, fault) => console.error(message, fault), info: () => undefined };
const options = { profilePath, host: {}, now: Date.now };
const workspace = createWorkspaceStore({ ...options, path, secrets: createSecretStore(options), emit: () => undefined, log });
const nodes = (await workspace.readTree()).filter((node) => node.kind === 'request');
for (let number = Number(first); ; number += 1) {
  const node = nodes[(number * ${stride}) % nodes.length];
  const { revision } = await workspace.readRequest(node.id);
  await workspace.saveRequest(node.id, sampleRequest(number, { description: 'x'.repeat(number % 5000) }), revision);
  writeSync(1, number + ' ' + node.name + '\\n');
}
`;

let fixtures: StorageFixture[];
let script: string;

beforeAll(async () => {
  fixtures = await Promise.all(Array.from({ length: lanes }, createStorageFixture));
  const { root } = fixtures[0]!;
  await mkdir(join(root, 'program'));
  const entry = join(root, 'program', 'save-forever.ts');
  await writeFile(entry, program);
  await build({
    configFile: false,
    root: resolve('.'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: entry, outDir: join(root, 'program/out'), target: 'node20', minify: false },
  });
  script = join(root, 'program/out/save-forever.js');
}, 60_000);

afterAll(async () => {
  for (const fixture of fixtures) await fixture.remove();
});

describe('kill -9 in the middle of saves', () => {
  it(`loses, empties and tears nothing over ${kills} kills, and one restart clears up`, async () => {
    await Promise.all(fixtures.map((fixture, lane) => runLane(fixture, lane)));
  }, 900_000);
});

async function runLane(fixture: StorageFixture, lane: number): Promise<void> {
  const { workspace } = fixture.open();
  await importInto(workspace, { collections: [sampleCollection('Big', requests, 100)] });
  const userFiles = await plantUserFiles(fixture);
  await workspace.close();
  // Opened once more, so that the index knows every file and each start below is a short one.
  await delay(100);
  const reopened = fixture.open();
  await reopened.workspace.findByPath('Big');
  await reopened.workspace.close();
  const filesBefore = await listFiles(fixture.workspacePath);
  const paths = new Map(
    filesBefore
      .filter((file) => file.endsWith('.request.yaml'))
      .map((file) => [
        file.split('/').at(-1)!.replace('.request.yaml', ''),
        join(fixture.workspacePath, file),
      ]),
  );
  expect(paths.size).toBe(requests);

  /** The last number acknowledged for each request. */
  const acknowledged = new Map<string, number>();
  let random = 17 + lane;
  let next = 1;
  for (let kill = 0; kill < kills / lanes; kill += 1) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const output = await saveAndKill(fixture, next, random % 60);
    const touched = new Set([`Request ${((next - 1) * stride) % requests}`]);
    for (const line of output.split('\n').slice(0, -1)) {
      const [number = '', ...name] = line.split(' ');
      acknowledged.set(name.join(' '), Number(number));
      touched.add(name.join(' '));
      next = Math.max(next, Number(number) + 1);
    }
    // One save may have been under way: its number is the next one.
    touched.add(`Request ${(next * stride) % requests}`);
    next += 1;
    await expectWhole(paths, touched, acknowledged, next);
  }
  await expectWhole(paths, new Set(paths.keys()), acknowledged, next);
  expect(acknowledged.size).toBeGreaterThanOrEqual(kills / lanes);

  const restarted = fixture.open();
  expect((await restarted.workspace.readTree()).filter((node) => node.kind === 'request')).toHaveLength(
    requests,
  );
  const left = async () =>
    [...(await listFiles(fixture.workspacePath)), ...(await listFiles(fixture.profilePath))].filter(
      (file) => file.includes('.postern-') && !userFiles.has(join(fixture.workspacePath, file)),
    );
  await expect.poll(left, { timeout: 60_000, interval: 200 }).toStrictEqual([]);
  await restarted.workspace.close();
  expect(await listFiles(fixture.workspacePath)).toStrictEqual(filesBefore);
  for (const [path, content] of userFiles) expect(await readFile(path, 'utf8')).toBe(content);
}

/** Starts the program, waits for its first save, lets it go on for a moment, and kills it. */
async function saveAndKill(fixture: StorageFixture, first: number, waitMs: number): Promise<string> {
  const child: ChildProcess = spawn(
    process.execPath,
    [script, fixture.workspacePath, fixture.profilePath, String(first)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const firstSave = new Promise<void>((done) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      done();
    });
  });
  const gone = once(child, 'close');
  const outcome = await Promise.race([firstSave, gone, delay(30_000, 'late', { ref: false })]);
  expect(outcome, errors).toBeUndefined();
  await delay(waitMs);
  child.kill('SIGKILL');
  await gone;
  return output;
}

/** Each file holds the last number acknowledged, or the one of the save that was under way, in full. */
async function expectWhole(
  paths: Map<string, string>,
  names: Set<string>,
  acknowledged: Map<string, number>,
  limit: number,
): Promise<void> {
  for (const name of names) {
    const text = await readFile(paths.get(name)!, 'utf8');
    const { request } = readRequestFile(text);
    const found = Number(request.url.split('/').at(-1));
    // As it was imported, it has the number of its name and no description.
    if (!acknowledged.has(name) && request.description === undefined) continue;
    expect(found).toBeGreaterThanOrEqual(acknowledged.get(name) ?? 0);
    expect(found).toBeLessThan(limit);
    expect(request.description).toHaveLength(found % 5_000);
  }
}

/** Files of the user's own whose names look a little like ours. */
async function plantUserFiles(fixture: StorageFixture): Promise<Map<string, string>> {
  const folder = join(fixture.workspacePath, 'postman/collections/Big');
  const files = new Map<string, string>();
  for (const name of [
    '.postern-notes.tmp',
    '.postern-1-abcdef-tmp',
    'a.tmp',
    '.postern-1-abcdef-0123456789abcdef.tmp.yaml',
    'notes.md',
  ]) {
    files.set(join(folder, name), `mine: ${name}`);
  }
  for (const [path, content] of files) await writeFile(path, content);
  return files;
}
