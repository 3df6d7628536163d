import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Auth } from '../../../core/auth/auth.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import type { Step } from './sweep-steps.ts';

/** A program that prints what the file beside it holds, notes how it was started, and complains with what it printed. */
const manager = `
const fs = require('node:fs');
const path = (name) => require('node:path').join(__dirname, name);
fs.appendFileSync(path('started'), JSON.stringify([process.argv, process.env]) + '\\n');
const kept = fs.readFileSync(path('kept'), 'utf8');
process.stdout.write(kept);
if (process.argv[2] === 'fail') { process.stderr.write('could not read ' + kept); process.exitCode = 3; }
`;

/** Values that are asked for, and those that a program and a file give. */
export const values: Step = async ({ sweep, server, outside }) => {
  const [program, kept] = [join(outside, 'manager.cjs'), join(outside, 'kept')];
  await writeFile(program, manager);
  await writeFile(kept, sweep.canaries.make());
  const run = (word: string): ValueSource => ({
    kind: 'program',
    command: `'${process.execPath}' '${program}' ${word}`,
  });
  const variable = (key: string, source: ValueSource) => ({
    key,
    initialValue: '',
    enabled: true,
    type: 'secret',
    source,
  });
  const { id: environmentId } = await sweep.call('environment.create', {
    name: 'From elsewhere',
    variables: [
      variable('printed', run('read')),
      variable('failing', run('fail')),
      variable('held', { kind: 'file', path: kept }),
      variable('asked', { kind: 'ask' }),
    ],
  });
  const scope = { kind: 'environment' as const, id: environmentId };
  const headers = ['printed', 'held', 'asked'].map((key) => ({ key: `X-${key}`, value: `{{${key}}}` }));
  const request = { ...emptyRequest(), url: `${server.url}/api/values?k={{printed}}`, headers };
  const { node: collection } = await sweep.call('item.create', { kind: 'collection', name: 'Elsewhere' });
  const { node } = await sweep.call('item.create', {
    kind: 'request',
    parentId: collection.id,
    name: 'Values',
    request,
  });
  await sweep.refuse('request.send', { id: node.id, environmentId });
  await sweep.refuse('value.prepare', { ids: [node.id], environmentId });
  await sweep.call('value.give', { values: [{ scope, key: 'asked', value: sweep.canaries.make(true) }] });
  await sweep.call('value.prepare', { ids: [node.id], environmentId });
  await sweep.call('request.preview', { id: node.id, environmentId });
  await sweep.call('request.send', { id: node.id, environmentId });
  if (server.received.at(-1)?.headers['x-asked'] === undefined) throw new Error('No value was sent.');
  await sweep.refuse('request.send', { request: { ...request, method: '{{failing}}' }, environmentId });
  await sweep.call('value.get', { scope, key: 'printed' });
  await sweep.refuse('variable.reveal', { scope, key: 'printed' });
  await sweep.refuse('variable.set', { scope, key: 'printed', value: 'x' });
  const auth = (path: string): Auth => ({
    type: 'oauth2',
    credentials: Object.entries({
      grant_type: 'client_credentials',
      accessTokenUrl: `${server.url}/${path}`,
      clientId: 'from-elsewhere',
      clientSecret: '{{printed}}',
    }).map(([key, value]) => ({ key, value, type: 'string' })),
  });
  const { token } = await sweep.call('oauth.getToken', { auth: auth('token'), environmentId });
  await sweep.call('token.refresh', { id: token.id });
  await sweep.refuse('oauth.getToken', { auth: auth('refuse'), environmentId });
  await sweep.call('environment.export', { id: environmentId, includeSecrets: false });
  await sweep.call('value.list', { scope });
  await sweep.call('value.forget', {});
  const secret = process.env['SOME_PASSWORD'] ?? '';
  const started = await readFile(join(outside, 'started'), 'utf8');
  if (started.split('\n').length < 4) throw new Error('The program was not run.');
  // What the user's own environment holds, beside Postern's own variables, the program is meant to find there.
  const hits = sweep.canaries.find(Buffer.from(started.replaceAll(secret, '')));
  if (hits.length > 0) throw new Error(`A program was started with a secret. ${hits.join(' ')}`);
};
