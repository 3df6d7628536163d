import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyRequest } from '../../core/http/request.ts';
import { createStorageFixture, type StorageFixture } from './storage-fixture.ts';

let fixture: StorageFixture;
beforeEach(async () => {
  fixture = await createStorageFixture();
});
afterEach(() => fixture.remove());

const options = { limit: 100, isCancelled: () => false };

async function makeWorkspace() {
  const { workspace } = fixture.open();
  const collection = await workspace.createItem({ kind: 'collection', name: 'Users' });
  const make = (name: string, more: object) =>
    workspace.createItem({
      kind: 'request',
      name,
      parentId: collection.id,
      request: { ...emptyRequest(), ...more },
    });
  const get = await make('Get', { url: '{{url}}/api/v1/users', headers: [{ key: 'X-Trace', value: 'on' }] });
  const put = await make('Put', {
    body: { type: 'raw', language: 'json', content: '{\n  "note": "say \\"hi\\" to\\tall  of them"\n}' },
  });
  return { workspace, collection, get, put };
}

it('finds what is in the files, however it is written there', async () => {
  const { workspace, get, put } = await makeWorkspace();
  const find = async (text: string) =>
    (await workspace.findText(text, options)).found.map(({ id, place }) => [id, place]);
  expect(await find('/API/v1')).toEqual([[get.id, 'url']]);
  expect(await find('x-trace: ON')).toEqual([[get.id, 'headers']]);
  expect(await find('{{url}}')).toEqual([[get.id, 'url']]);
  expect(await find('"say \\"hi\\" to')).toEqual([[put.id, 'body']]);
  expect(await find('all  of')).toEqual([[put.id, 'body']]);
  // Keys of the file itself are no text of a request.
  expect(await find('$kind')).toEqual([]);
});

it('finds in collections, stops at its limit, and passes over what cannot be read', async () => {
  const { workspace, collection, get } = await makeWorkspace();
  const { definition, revision } = await workspace.readDefinition(collection.id);
  await workspace.saveDefinition(collection.id, { ...definition, description: 'users of v1' }, revision);
  await writeFile(join(fixture.workspacePath, 'postman/collections/Users/Bad.request.yaml'), '{v1: [');
  await writeFile(
    join(fixture.workspacePath, 'postman/collections/Users/Worse.request.yaml'),
    Buffer.from([0xff, 0xfe]),
  );
  const { found, isCut } = await workspace.findText('v1', options);
  expect(new Set(found.map(({ id }) => id))).toEqual(new Set([collection.id, get.id]));
  expect(isCut).toBe(false);
  expect(await workspace.findText('v1', { ...options, limit: 1 })).toMatchObject({
    isCut: true,
    found: [{}],
  });
});

it('does not find current values, and gives way to a cancel', async () => {
  const { workspace, collection } = await makeWorkspace();
  await workspace.setVariable({ kind: 'collection', id: collection.id }, 'token', 'canary-of-this-machine');
  expect((await workspace.findText('canary-of-this-machine', options)).found).toEqual([]);
  expect((await workspace.findText('api', { limit: 9, isCancelled: () => true })).found).toEqual([]);
});
