import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../core/import/report.ts';
import { type App, createApp } from '../app.ts';
import { createNodeHost } from '../node-host.ts';
import { checkCorpus, CorpusCheck, type CorpusRow } from './check-corpus.ts';

const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
const request = (name: string) => ({
  name,
  request: { method: 'GET', header: [], url: 'http://h' },
  response: [],
});
const files: Record<string, unknown> = {
  'good.json': { info: { name: 'Good', schema }, item: [request('a'), request('b')] },
  'environment.json': { name: 'E', values: [{ key: 'a', value: 'b' }] },
  'other.json': { name: 'x', trigger_url: 'u', steps: [{ step_type: 'request' }] },
  'notes.txt': 'nothing',
};

let home: string;
/** Where the dishonest app keeps its things, outside of what is checked. */
let appHome: string;
let app: App;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'postern-check-'));
  appHome = await mkdtemp(path.join(tmpdir(), 'postern-check-app-'));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(path.join(home, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  const options = {
    profilePath: path.join(appHome, 'profile'),
    workspacePath: path.join(appHome, 'workspace'),
  };
  app = await createApp({ host: createNodeHost('cli', appHome), version: '0', ...options });
});

afterEach(async () => {
  await app.close();
  for (const folder of [home, appHome]) await rm(folder, { recursive: true, force: true });
});

/** Checks the folder with an app that is not honest. */
async function checkWith(
  call: App['dispatcher']['call'],
  bodies = app.bodies,
): Promise<CorpusRow | undefined> {
  const check = new CorpusCheck({ dispatcher: { ...app.dispatcher, call }, bodies }, home);
  for await (const row of check.rows()) if (row.file === 'good.json') return row;
  return undefined;
}

describe('checkCorpus', () => {
  it('gives every file a verdict', async () => {
    const rows = await checkCorpus(home, () => undefined);
    expect(
      rows.map(({ file, kind, requestsIn, requestsOut, failed }) => [
        file,
        kind,
        requestsIn,
        requestsOut,
        failed,
      ]),
    ).toEqual([
      ['environment.json', 'postman-environment', 0, 0, false],
      ['good.json', 'postman-2.1', 2, 2, false],
      ['notes.txt', '', 0, 0, false],
      ['other.json', 'runscope', 1, 0, false],
    ]);
    expect(rows[1]?.verdict).toContain('equal after export');
  });

  it('fails where a request is dropped silently', async () => {
    const row = await checkWith(async (callId, operation, input) => {
      const reply = await app.dispatcher.call(callId, operation, input);
      if (operation !== 'import.run' || !reply.ok) return reply;
      const report = reply.value as ImportReport;
      return { ok: true, value: { ...report, leaves: { ...report.leaves, mapped: 1 } } };
    });
    expect(row).toMatchObject({ failed: true, requestsIn: 2, requestsOut: 1 });
  });

  it('fails where an export says something else', async () => {
    const bodies: App['bodies'] = {
      ...app.bodies,
      readAll: async (bodyId, limit) => {
        const text = Buffer.from(await app.bodies.readAll(bodyId, limit)).toString();
        return Buffer.from(text.replace('http://h', 'http://other'));
      },
    };
    const row = await checkWith((...call) => app.dispatcher.call(...call), bodies);
    expect(row?.failed).toBe(true);
    expect(row?.verdict).toContain('item.0.request.url');
  });

  it('fails on a fault of ours, not on a refusal', async () => {
    const row = await checkWith(() =>
      Promise.resolve({ ok: false, error: { code: 'ERR_CALL_INTERNAL', message: 'a mistake' } }),
    );
    expect(row?.failed).toBe(true);
  });
});
