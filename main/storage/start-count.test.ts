import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { emptyRequest } from '../../core/http/request.ts';
import type { Session } from '../../core/session.ts';
import { createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { createNodeHost } from '../node-host.ts';
import { createStartCount } from './start-count.ts';
import { listFiles } from './storage-fixture.ts';

let folder: string;
let nowEpochMs = 0;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-starts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = () => createStartCount(join(folder, 'a', 'starts'), () => nowEpochMs);

it('counts starts that nothing was heard of, and forgets them after a good one', async () => {
  expect(open().begin()).toBe(0);
  const early = open();
  expect(early.begin()).toBe(1);
  nowEpochMs += 1_000;
  early.hear();
  expect(open().begin()).toBe(2);
  const good = open();
  expect(good.begin()).toBe(3);
  nowEpochMs += 5_000;
  good.hear();
  await expect.poll(() => readFile(join(folder, 'a', 'starts')).catch(() => 'gone')).toBe('gone');
  expect(open().begin()).toBe(0);
});

it('does not count the starts of a page that is loaded anew in order', () => {
  for (let reloads = 0; reloads < 10; reloads += 1) {
    const start = open();
    expect(start.begin()).toBeLessThan(2);
    start.hearHandover();
  }
  open().begin();
  expect(open().begin()).toBe(2);
});

it.each(['', 'x', '-1', '1e99', '2.5'])('takes %j for no count', async (text) => {
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'a', 'starts'), text);
  expect(open().begin()).toBe(0);
});

it('opens on the settings after three windows that died at their start, and loses nothing', async () => {
  const session: Session = {
    tabs: [
      { key: 'deadly', kind: 'request', title: 'R', draft: { ...emptyRequest(), url: 'https://a.test/' } },
    ],
    activeTab: 'deadly',
    expanded: [],
    layout: {},
  };
  /** One run of Postern with one window. */
  async function run<T>(work: (call: typeof callOf) => Promise<T>): Promise<T> {
    const app = await createApp({
      host: createNodeHost('web', folder),
      version: '0.0.0-test',
      profilePath: join(folder, 'profile'),
      workspacePath: join(folder, 'workspace'),
      log: createLog(() => undefined),
      now: () => nowEpochMs,
    });
    const call: typeof callOf = async (name, input) => {
      const reply = await app.dispatcher.call(`s${Math.random()}`, name, input);
      if (!reply.ok) throw new Error(reply.error.code);
      return reply.value as never;
    };
    const result = await work(call);
    await app.close();
    return result;
  }
  await run((call) => call('item.create', { kind: 'collection', name: 'C' }));
  await run((call) => call('session.save', session));
  const before = await listFiles(join(folder, 'workspace'));
  const starts = () => run((call) => call('app.readStart', {}));
  for (let round = 0; round < 3; round += 1) {
    const { isCareful, session: given } = await starts();
    expect([isCareful, given.activeTab]).toEqual([undefined, 'deadly']);
  }
  const careful = await starts();
  const active = careful.session.tabs.find(({ key }) => key === careful.session.activeTab);
  expect([careful.isCareful, active?.kind]).toEqual([true, 'settings']);
  expect(careful.session.tabs[0]).toEqual(session.tabs[0]);
  expect(await listFiles(join(folder, 'workspace'))).toEqual(before);

  await run(async (call) => {
    const { session: given } = await call('app.readStart', {});
    nowEpochMs += 6_000;
    await call('session.save', given);
  });
  expect((await starts()).isCareful).toBeUndefined();
});

declare function callOf<N extends OperationName>(
  name: N,
  input: OperationInput<N>,
): Promise<OperationOutput<N>>;
