import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Auth } from '../../../core/auth/auth.ts';
import { writeOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { type OAuth2Config, newOAuth2Config } from '../../../core/auth/oauth2/config.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import type { FakeServer } from '../../oauth/testing/oauth-bench.ts';
import type { Sweep } from './sweep.ts';
import { hidden, requestsWith, row, secretName } from './sweep-requests.ts';
import { git } from './sweep-git-step.ts';
import { cookies, history, privacy, settings, snapshots } from './sweep-kept-steps.ts';
import {
  backups,
  certificates,
  examples,
  graphql,
  links,
  outgoing,
  scripts,
  signOut,
  leftSends,
} from './sweep-outgoing-steps.ts';
import { values } from './sweep-value-steps.ts';

/** What the steps share: where secrets were put, for later steps to use. */
export interface Course {
  sweep: Sweep;
  /** API, authorization server and proxy in one; it repeats in its words whatever it is sent. */
  server: FakeServer;
  /** Outside of what is searched: key files the user has. */
  outside: string;
  /** A port for redirects. */
  port: number;
  environmentId: string;
  collectionId: string;
  keyId: string;
  tokenIds: string[];
}

/** One feature, used with secrets. A new feature adds its step here, and nothing else. */
export type Step = (course: Course) => Promise<void>;

export const secretCount = 110;

/** Edits that are not saved: what is typed in them comes back to the window, and is nowhere else. */
async function saveDrafts(sweep: Sweep, itemId: string): Promise<void> {
  const { session } = await sweep.call('app.readStart', {});
  const token = () => ({ type: 'bearer', credentials: [row('token', sweep.canaries.make())] });
  const currentValue = sweep.canaries.make(true);
  const variables = [{ key: 'k', initialValue: '', currentValue, enabled: true, type: 'secret' }];
  await sweep.call('session.save', {
    ...session,
    tabs: [
      { key: 'r', kind: 'request', title: 'R', draft: { ...emptyRequest(), auth: token() } },
      {
        key: 'c',
        kind: 'collection',
        itemId,
        title: 'C',
        definitionDraft: { auth: token(), variables, scripts: [] },
      },
      { key: 'e', kind: 'environment', itemId, title: 'E', environmentDraft: { name: 'E', variables } },
    ],
  });
}

const oauth2 = (server: FakeServer, port: number, fields: Partial<OAuth2Config>): Auth =>
  writeOAuth2Config(
    { type: 'oauth2', credentials: [] },
    {
      ...newOAuth2Config(),
      authUrl: `${server.url}/authorize`,
      accessTokenUrl: `${server.url}/token`,
      deviceAuthorizationUrl: `${server.url}/device`,
      pushedAuthorizationUrl: `${server.url}/par`,
      revocationUrl: `${server.url}/revoke`,
      introspectionUrl: `${server.url}/introspect`,
      userInfoUrl: `${server.url}/userinfo`,
      callbackUrl: `http://127.0.0.1:${port}/cb`,
      clientId: 'client-1',
      clientSecret: hidden(1),
      scope: 'a offline_access',
      ...fields,
    },
  );

const environments: Step = async (course) => {
  const { sweep } = course;
  const variables = Array.from({ length: secretCount }, (_, at) => ({
    key: secretName(at),
    initialValue: '',
    currentValue: sweep.canaries.make(at % 5 === 0),
    enabled: true,
    type: 'secret',
  }));
  const plain = { key: 'url', initialValue: course.server.url, enabled: true, type: 'default' };
  const created = await sweep.call('environment.create', { name: 'Org', variables: [...variables, plain] });
  course.environmentId = created.id;
  const { id } = created;
  await sweep.call('variable.set', {
    scope: { kind: 'environment', id },
    key: secretName(0),
    value: sweep.canaries.make(true),
  });
  const read = await sweep.call('environment.read', { id });
  await sweep.call('environment.save', { ...read, name: 'Org 2' });
  await sweep.call('environment.list', {});
  const copy = await sweep.call('environment.duplicate', { id });
  const { undoId } = await sweep.call('environment.delete', { id: copy.id });
  await sweep.call('workspace.undo', { undoId });
  await sweep.call('variable.reveal', { scope: { kind: 'environment', id }, key: secretName(3) });
  const { bodyId } = await sweep.call('environment.export', { id });
  sweep.keep('an exported environment', Buffer.from(await sweep.app.bodies.readAll(bodyId, 1e7)).toString());
  await sweep.refuse('environment.save', { id, name: 7, variables, note: sweep.canaries.make() });
};

const imports: Step = async (course) => {
  const { sweep } = course;
  const values = Array.from({ length: 10 }, (_, at) => ({
    key: `imported${at}`,
    value: sweep.canaries.make(),
    type: 'secret',
    enabled: true,
  }));
  const environment = { name: 'Imported', values, _postman_variable_scope: 'environment' };
  const header = [row('Authorization', 'SSWS {{imported0}}')];
  const collection = {
    info: { name: 'C', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    item: [{ name: 'Users', request: { method: 'GET', url: '{{url}}/api/v1/users', header } }],
  };
  const sources = [environment, collection].map((each) => ({
    kind: 'text' as const,
    text: JSON.stringify(each),
  }));
  const report = await sweep.call('import.run', { sources });
  course.collectionId = report.collections[0]?.id ?? '';
  const input = {
    collectionIds: [course.collectionId],
    environmentIds: report.environments.map(({ id }) => id),
  };
  await sweep.call('import.previewCleanup', input);
  const { undoId } = await sweep.call('import.applyCleanup', input);
  await sweep.call('workspace.undo', { undoId });
  await sweep.refuse('import.run', { sources: [{ kind: 'text', text: `{"x": "${sweep.canaries.make()}` }] });
  await sweep.cli(['import', '-', '--json'], JSON.stringify({ ...environment, name: 'By terminal' }));
  await sweep.cli(['import', '-'], `nonsense ${sweep.canaries.make()}`);
};

const items: Step = async ({ sweep, collectionId, environmentId }) => {
  await sweep.call('workspace.readTree', {});
  await sweep.call('workspace.findText', { text: 'a' });
  const { node } = await sweep.call('item.create', { kind: 'request', name: 'R', parentId: collectionId });
  const { id } = node;
  const { request, revision } = await sweep.call('request.read', { id });
  await sweep.call('request.save', {
    id,
    revision,
    request: { ...request, url: '{{url}}/api/saved', headers: [row('X-Key', hidden(4))] },
  });
  await sweep.call('example.list', { requestId: id });
  await sweep.call('item.rename', { id, name: 'Renamed' });
  const [copy] = (await sweep.call('items.duplicate', { ids: [id] })).nodes;
  const copies = copy === undefined ? [] : [copy.id];
  const folder = await sweep.call('item.create', { kind: 'folder', name: 'F', parentId: collectionId });
  await sweep.call('items.move', { ids: copies, parentId: folder.node.id });
  await sweep.call('items.delete', { ids: copies });
  const definition = await sweep.call('definition.read', { id: collectionId });
  await sweep.call('definition.save', {
    id: collectionId,
    revision: definition.revision,
    definition: {
      ...definition.definition,
      auth: { type: 'bearer', credentials: [row('token', hidden(5))] },
    },
  });
  const { bodyId } = await sweep.call('collection.export', { id: collectionId, format: 'postman-2.1' });
  sweep.keep('an exported collection', Buffer.from(await sweep.app.bodies.readAll(bodyId, 1e7)).toString());
  await saveDrafts(sweep, environmentId);
  await sweep.call('app.readState', {});
  await sweep.call('request.send', { id, environmentId });
  await sweep.cli(['export', '--collection', 'C']);
  await sweep.cli(['export', '--environment', 'Org 2']);
  await sweep.cli(['send', 'C/Renamed', '--environment', 'Org 2', '--json']);
  await sweep.cli(['send', 'C/Renamed', '--environment', 'Org 2']);
  await sweep.cli(['send', 'C/Renamed', '--var', `url=${'http://127.0.0.1:1'}`, '--json']);
};

const requests: Step = async ({ sweep, server, environmentId, collectionId }) => {
  for (const request of requestsWith(server)) {
    await sweep.attempt('request.send', { request, environmentId });
  }
  // All the others in one request, and what an answer extracts goes into a secret.
  const rows = Array.from({ length: secretCount - 40 }, (_, at) => row(`X-${at}`, hidden(at + 40)));
  const extractions = [
    {
      variable: secretName(50),
      target: 'environment' as const,
      source: 'body' as const,
      expression: '$.secret',
    },
  ];
  const request = { ...emptyRequest(), url: `${server.url}/api/extract`, headers: rows, extractions };
  const sent = await sweep.call('request.send', { request, environmentId, parentId: collectionId });
  await sweep.call('oauth.explain', { exchange: sent.exchange, bodyText: '{}' });
};

const keys: Step = async (course) => {
  const { sweep, server } = course;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const) sweep.canaries.add(rsa[name] ?? '');
  const imported = await sweep.call('key.import', {
    text: JSON.stringify({ ...rsa, kid: 'svc' }),
    name: 'svc',
  });
  course.keyId = imported.key?.id ?? '';
  const passphrase = sweep.canaries.make();
  for (const namedCurve of ['P-256', 'P-384', 'P-521']) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve });
    sweep.canaries.add(privateKey.export({ format: 'jwk' }).d ?? '');
    const text = privateKey
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
      .toString();
    await sweep.call('key.import', { text, passphrase });
    await sweep.refuse('key.import', { text, passphrase: sweep.canaries.make() });
    await sweep.refuse('key.import', { text: text.slice(0, 200), passphrase });
  }
  const edwards = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  sweep.canaries.add(edwards.d ?? '');
  const set = JSON.stringify({
    keys: [
      { ...edwards, kid: 'e1' },
      { ...rsa, kid: 'e2' },
    ],
  });
  await sweep.call('key.import', { text: set });
  await sweep.call('key.import', { text: set, pick: 0 });
  await sweep.refuse('key.import', { text: JSON.stringify({ ...rsa, n: undefined }) });
  const { n } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
  await sweep.refuse('key.import', { text: JSON.stringify({ ...rsa, n }) });
  const generated = await sweep.call('key.generate', { name: 'made', alg: 'ES256' });
  const { text } = await sweep.call('key.revealPrivate', { id: generated.id, format: 'jwk' });
  sweep.canaries.add((JSON.parse(text) as { d: string }).d);
  await sweep.call('key.update', { id: generated.id, name: 'renamed' });
  await sweep.call('key.list', {});
  for (const format of ['jwk', 'jwks', 'pem'] as const)
    await sweep.call('key.exportPublic', { id: generated.id, format });
  await sweep.call('key.compare', { id: generated.id, jwksUrl: `${server.url}/keys` });
  const exp = Math.floor(Date.now() / 1000) + 300;
  const claims = { iss: 'c', sub: 'c', aud: `${server.url}/token`, exp, jti: 'j' };
  await sweep.call('assertion.sign', { keyId: course.keyId, header: { alg: 'RS256', kid: 'svc' }, claims });
  const { undoId } = await sweep.call('key.delete', { id: generated.id });
  await sweep.call('workspace.undo', { undoId });
};

const tokens: Step = async (course) => {
  const { sweep, server, environmentId, port, keyId, collectionId } = course;
  const place = { environmentId };
  const set = (fields: Partial<OAuth2Config>) => oauth2(server, port, fields);
  const service = { grantType: 'client_credentials' } as const;
  const methods: Partial<OAuth2Config>[] = [
    { clientAuthentication: 'client_secret_basic', clientSecret: hidden(1) },
    { clientAuthentication: 'client_secret_post', clientSecret: hidden(5) },
    { clientAuthentication: 'client_secret_jwt', clientSecret: `${hidden(6)}${hidden(7)}` },
    { clientAuthentication: 'private_key_jwt', keyId },
    { clientAuthentication: 'private_key_jwt', keyId, dpop: 'on' },
  ];
  for (const fields of methods) {
    const { token } = await sweep.call('oauth.getToken', { auth: set({ ...service, ...fields }), ...place });
    course.tokenIds.push(token.id);
    // Refused, with everything that was sent in the server's words.
    for (const path of ['/refuse', '/html', '/moved', '/odd']) {
      const auth = set({ ...service, ...fields, accessTokenUrl: `${server.url}${path}` });
      await sweep.refuse('oauth.getToken', { auth, ...place });
    }
  }
  const password = { grantType: 'password_credentials', username: 'u', password: hidden(8) } as const;
  await sweep.call('oauth.getToken', { auth: set(password), ...place });
  await sweep.call('oauth.getToken', { auth: set({ grantType: 'device_code' }), ...place });
  for (const fields of [
    { grantType: 'token_exchange', subjectToken: hidden(41), actorToken: hidden(42) },
    { grantType: 'jwt_bearer', grantAssertion: hidden(43) },
  ] as const)
    await sweep.call('oauth.getToken', { auth: set(fields), ...place });
  for (const fields of [{ pushedAuthorization: 'off' }, { pushedAuthorization: 'on', dpop: 'on' }] as const) {
    const got = sweep.call(
      'oauth.getToken',
      { auth: set(fields), ...place },
      `flow-${fields.pushedAuthorization}`,
    );
    course.tokenIds.unshift((await comeBack(course, got)).token.id);
  }
  const [id = ''] = course.tokenIds;
  await sweep.call('token.list', {});
  await sweep.call('token.rename', { id, name: 'renamed' });
  await sweep.call('token.refresh', { id });
  for (const part of ['access', 'refresh'] as const) await sweep.call('token.reveal', { id, part });
  await sweep.call('token.decode', { id, part: 'access' });
  await sweep.call('token.introspect', { id });
  await sweep.call('token.readUserInfo', { id });
  await sweep.call('token.use', { id, itemId: collectionId, environmentId });
  await sweep.call('token.readCurrent', { itemId: collectionId, environmentId });
  await sweep.call('token.add', { name: 'pasted', value: sweep.canaries.make() });
  await sweep.refuse('token.add', { name: 'pasted', value: `${sweep.canaries.make()} x` });
  const request = {
    ...emptyRequest(),
    url: `${server.url}/api/oauth`,
    auth: set({ ...service, dpop: 'on' }),
  };
  const sent = await sweep.call('request.send', { request, environmentId });
  await sweep.call('oauth.explain', { exchange: sent.exchange, bodyText: '{}', environmentId });
  await sweep.call('request.send', {
    request: { ...request, auth: set({ addTokenTo: 'queryParams', ...service }) },
    environmentId,
  });
  await sweep.call('token.revoke', { id, part: 'refresh' });
  const { undoId } = await sweep.call('token.delete', { id });
  await sweep.call('workspace.undo', { undoId });
  await sweep.call('token.clearExpired', {});
  await sweep.call('oauth.discover', { url: server.url });
  await sweep.call('oauth.useServerClock', { origin: server.url, offsetSec: 0 });
  await sweep.call('oauth.checkRedirect', { redirectUri: `http://127.0.0.1:${port}/cb` });
  await sweep.call('app.openLink', { url: server.url });
};

/** Comes back from the browser with a code, after a wrong paste. */
async function comeBack<T>({ sweep, server, port }: Course, got: Promise<T>): Promise<T> {
  const before = sweep.opened.length;
  got.catch(() => undefined);
  for (let tries = 0; sweep.opened.length === before && tries < 500; tries += 1) await delay(5);
  const asked = new URL(sweep.opened.at(-1) ?? server.url).searchParams;
  const state =
    asked.get('state') ?? server.received.findLast(({ path }) => path === '/par')?.form.get('state');
  const code = sweep.canaries.make();
  const url = `http://127.0.0.1:${port}/cb?code=${code}&state=${state ?? ''}`;
  await sweep.refuse('oauth.pasteRedirect', { callId: 'nobody', url });
  sweep.keep('the page of the listener', await (await fetch(url)).text());
  return got;
}

const terminal: Step = async ({ sweep, server, outside }) => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  sweep.canaries.add(privateKey.export({ format: 'jwk' }).d ?? '');
  const passphrase = sweep.canaries.make();
  const pem = privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    .toString();
  createPrivateKey({ key: pem, passphrase });
  const file = join(outside, 'key.pem');
  await writeFile(file, pem);
  process.env['POSTERN_KEY_PASSPHRASE'] = passphrase;
  process.env['POSTERN_CLIENT_SECRET'] = sweep.canaries.make();
  try {
    for (const more of [[], ['--json'], ['--dpop', '--json']]) {
      for (const path of ['/token', '/refuse', '/html']) {
        const line = ['token', '--client', 'c', '--token-url', `${server.url}${path}`, '--scope', 'a'];
        const expected = path === '/token' ? 0 : 1;
        const codes = [
          await sweep.cli([...line, '--key', file, ...more]),
          await sweep.cli([...line, ...more]),
        ];
        if (codes.some((code) => code !== expected)) throw new Error(`token ended with ${codes.join()}.`);
      }
    }
  } finally {
    delete process.env['POSTERN_KEY_PASSPHRASE'];
    delete process.env['POSTERN_CLIENT_SECRET'];
  }
};

/** Every step, in order: later ones use what earlier ones made. */
export const sweepSteps: Record<string, Step> = {
  environments,
  imports,
  items,
  settings,
  keys,
  requests,
  tokens,
  values,
  outgoing,
  graphql,
  examples,
  links,
  scripts,
  signOut,
  certificates,
  terminal,
  leftSends,
  history,
  cookies,
  backups,
  snapshots,
  privacy,
  git,
};
