import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createStorageFixture,
  importInto,
  sampleCollection,
  type StorageFixture,
} from './storage-fixture.ts';

const writesEach = 40;
const processes = 2;

/** Adds, in turn, a header to one request and a value to one environment, reading again after each refusal. */
const program = `
import { createSecretStore } from ${JSON.stringify(resolve('main/storage/secret-store.ts'))};
import { createWorkspaceStore } from ${JSON.stringify(resolve('main/storage/create-workspace-store.ts'))};
const [path, profilePath, name, count] = process.argv.slice(2);
const log = { error: (message, fault) => console.error(message, fault), info: () => undefined };
const options = { profilePath, host: {}, now: Date.now };
const workspace = createWorkspaceStore({ ...options, path, secrets: createSecretStore(options), emit: () => undefined, log });
const id = await workspace.findByPath('C/Request 0');
const [environment] = await workspace.listEnvironments();
let refusals = 0;
for (let at = 0; at < Number(count); at += 1) {
  for (let isSaved = false; !isSaved; ) {
    const { request, revision } = await workspace.readRequest(id);
    const headers = [...request.headers, { key: name + at, value: 'x' }];
    isSaved = await workspace.saveRequest(id, { ...request, headers }, revision).then(
      () => true,
      (fault) => {
        if (fault.code !== 'ERR_WORKSPACE_CONFLICT') throw fault;
        refusals += 1;
        return false;
      },
    );
  }
  await workspace.setVariable({ kind: 'environment', id: environment.id }, name + at, 'v' + at);
}
await workspace.close();
console.log(refusals);
`;

let fixture: StorageFixture;
let script: string;

beforeAll(async () => {
  fixture = await createStorageFixture();
  const folder = join(fixture.root, 'program');
  await mkdir(folder);
  await writeFile(join(folder, 'add.ts'), program);
  await build({
    configFile: false,
    root: resolve('.'),
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: join(folder, 'add.ts'), outDir: join(folder, 'out'), target: 'node20', minify: false },
  });
  script = join(folder, 'out/add.js');
}, 60_000);

afterAll(() => fixture.remove());

describe('two processes on one workspace', () => {
  it('lose no update of each other, and take over the lock of one that was killed', async () => {
    const { workspace } = fixture.open();
    await importInto(workspace, {
      collections: [sampleCollection('C', 1)],
      environments: [{ name: 'E', variables: [] }],
    });
    await workspace.close();
    // The lock of a process that is gone.
    const [folder = ''] = await readdir(join(fixture.profilePath, 'workspaces'));
    await writeFile(join(fixture.profilePath, 'workspaces', folder, 'write.lock'), '999999999');

    const started = performance.now();
    const runs = Array.from({ length: processes }, async (_, at) => {
      const args = [script, fixture.workspacePath, fixture.profilePath, `p${at}-`, String(writesEach)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      let errors = '';
      child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number];
      expect(errors).toBe('');
      expect(code).toBe(0);
    });
    await Promise.all(runs);
    expect(performance.now() - started).toBeLessThan(100_000);

    const expected = Array.from({ length: processes }, (_, process) =>
      Array.from({ length: writesEach }, (__, at) => `p${process}-${at}`),
    ).flat();
    const again = fixture.open().workspace;
    const id = await again.findByPath('C/Request 0');
    const { request } = await again.readRequest(id ?? '');
    const headers = request.headers.map((each) => each.key).filter((key) => key !== 'Accept');
    expect(headers.toSorted()).toStrictEqual(expected.toSorted());
    const [environment] = await again.listEnvironments();
    const values = await again.readVariables({ kind: 'environment', id: environment?.id ?? '' });
    expect(values.map((each) => `${each.key}=${each.value}`).toSorted()).toStrictEqual(
      expected.map((key) => `${key}=v${key.split('-')[1]}`).toSorted(),
    );
    await expect(readFile(join(fixture.profilePath, 'workspaces', folder, 'write.lock'))).rejects.toThrow();
  }, 120_000);
});
