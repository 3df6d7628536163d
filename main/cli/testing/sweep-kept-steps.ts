import { join } from 'node:path';
import { emptyRequest } from '../../../core/http/request.ts';
import { createLog } from '../../log.ts';
import { createSnapshotStore } from '../../storage/snapshot-store.ts';
import type { Step } from './sweep-steps.ts';

/** What is kept of sends, after everything was sent. */
export const history: Step = async ({ sweep }) => {
  const { entries } = await sweep.call('history.list', {});
  if (entries.length < 20) throw new Error('The sends are not in the history.');
  for (const { id } of entries) await sweep.call('history.read', { id });
  const saved = entries.find(({ requestId }) => requestId !== undefined)?.requestId;
  if (saved === undefined) throw new Error('No saved request was sent.');
  await sweep.call('history.findLast', { requestId: saved });
  const { undoId } = await sweep.call('history.delete', { ids: entries.slice(0, 3).map(({ id }) => id) });
  await sweep.call('workspace.undo', { undoId });
  const cleared = await sweep.call('history.clear', {});
  await sweep.call('workspace.undo', { undoId: cleared.undoId });
};

/** The cookie jar. */
export const cookies: Step = async ({ sweep }) => {
  const line = `made=${sweep.canaries.make()}; Path=/; HttpOnly`;
  const made = await sweep.call('cookie.import', { line, host: 'cookies.test' });
  await sweep.refuse('cookie.import', {
    line: `bad=${sweep.canaries.make()}; Domain=other.test`,
    host: 'cookies.test',
  });
  await sweep.call('cookie.save', { cookie: made, value: sweep.canaries.make() });
  const key = { domain: made.domain, path: made.path, name: made.name };
  await sweep.call('cookie.reveal', key);
  await sweep.call('cookie.list', {});
  const { undoId } = await sweep.call('cookie.delete', { cookies: [key] });
  await sweep.call('workspace.undo', { undoId });
};

/** The settings, with a proxy that has a password. */
export const settings: Step = async ({ sweep, server }) => {
  const before = await sweep.call('settings.read', {});
  const { host } = new URL(server.url);
  const password = encodeURIComponent(sweep.canaries.make());
  const proxy = { mode: 'custom' as const, url: `http://user:${password}@${host}`, bypass: '' };
  const saved = await sweep.call('settings.save', { ...before, proxy });
  // As the form does: what was read is saved again.
  await sweep.call('settings.save', { ...saved, appearance: { theme: 'dark' } });
  const request = { ...emptyRequest(), url: 'http://behind.test/api/x' };
  await sweep.call('request.send', { request });
  if (server.received.at(-1)?.headers['proxy-authorization'] === undefined) {
    throw new Error('The password of the proxy was not sent.');
  }
  await sweep.call('request.send', { request: { ...request, url: 'https://behind.test/api/x' } });
  await sweep.refuse('settings.save', { ...before, proxy: { ...proxy, mode: sweep.canaries.make() } });
  await sweep.call('settings.save', before);
};

/** An automatic copy of all this, and a workspace made of it. */
export const snapshots: Step = async ({ sweep }) => {
  const { root } = sweep;
  const store = createSnapshotStore({
    profilePath: join(root, 'profile'),
    workspacePath: join(root, 'workspace'),
    version: '0.0.0-test',
    settings: () => ({ enabled: true }),
    now: Date.now,
    log: createLog((line) => sweep.keep('the log', line)),
  });
  await store.takeIfDue();
  const [taken] = (await sweep.call('snapshot.list', {})).snapshots;
  if (taken === undefined) throw new Error('No snapshot was taken.');
  sweep.keep('a snapshot', (await store.read(taken.id)).toString('latin1'));
  await sweep.call('snapshot.restore', { id: taken.id, path: join(root, 'restored-snapshot') });
};

/** What is kept of all this, counted and sized; no name and no value goes along. */
export const privacy: Step = async ({ sweep }) => {
  const facts = await sweep.call('privacy.readFacts', {});
  if (facts.history.count < 20 || facts.bodies.count < 20) throw new Error('The sends were not counted.');
  await sweep.call('storage.measure', {});
  await sweep.call('body.clear', {});
};
