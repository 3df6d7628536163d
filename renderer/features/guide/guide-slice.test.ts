import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Auth } from '../../../core/auth/auth.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import { emptyRequest } from '../../../core/http/request.ts';
import { readOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';
import { readChoices } from './guide-choices.ts';

const orgUrl = 'https://acme.okta.com';
const found = {
  issuer: orgUrl,
  tokenEndpoint: `${orgUrl}/oauth2/v1/token`,
  grantTypes: [],
  scopes: ['openid', 'okta.users.read'],
  clientAuthenticationMethods: [],
  signingAlgs: [],
  dpopSigningAlgs: [],
  codeChallengeMethods: [],
  issParameter: false,
  requiresPar: false,
  warnings: [],
};
const requests: Record<string, string> = {
  one: '{{url}}/api/v1/users/{{userId}}',
  two: '{{url}}/api/v1/users',
};
const needed = {
  scopes: ['okta.logs.read', 'okta.users.manage'],
  readScopes: ['okta.logs.read', 'okta.users.read'],
  apiTokenOnly: [],
  known: 2,
  unknown: 0,
};
const definition = { name: 'Users', variables: [], scripts: [] };
const exchange = {
  id: 'e1',
  startedAtEpochMs: 1,
  request: { method: 'GET', url: `${orgUrl}/api/v1/users`, headers: [], bodySizeBytes: 0 },
  hops: [],
  timings: { totalMs: 1 },
  warnings: [],
  outcome: { kind: 'failure', failure: { code: 'connectionRefused', message: 'refused' } },
} as unknown as Exchange;

let store: FreshStore;
beforeEach(async () => {
  vi.resetModules();
  store = await freshStore({
    'scope.listNeeded': () => needed,
    'definition.read': () => ({ id: 'users', definition, revision: 'r1' }),
    'definition.save': () => ({ revision: 'r2' }),
    'token.readCurrent': () => ({}),
    'request.read': ({ id }) => ({
      id,
      name: id,
      request: { ...emptyRequest(), url: requests[id] ?? '' },
      revision: 'r1',
    }),
    'request.send': () => ({ exchange, extracted: [] }),
  });
  const node = (id: string, order: number) => ({
    id,
    parentId: 'users',
    kind: 'request' as const,
    name: id,
    method: 'GET',
    order,
  });
  const upserted = [
    { id: 'users', kind: 'collection' as const, name: 'Users' },
    node('one', 1),
    node('two', 2),
  ];
  store.state().tree.takeChange({ upserted, removedIds: [] });
});

describe('the checklist', () => {
  it('keeps its choices in the layout, one by one', () => {
    store.state().guide.choose({ isOpen: true, track: 'service' });
    store.state().guide.choose({ targetId: 'users' });
    expect(readChoices(store.state().app.layout)).toEqual({
      isOpen: true,
      track: 'service',
      targetId: 'users',
      keyId: undefined,
      achieved: {},
    });
    expect(readChoices({ guide: ['?'] })).toMatchObject({ isOpen: false, track: 'user' });
  });

  it('remembers the first success and a followed link of each org, in the layout', () => {
    const { guide, tabs } = store.state();
    const saved = tabs.open({ kind: 'request', title: 'Saved', itemId: 'one' });
    const typed = tabs.open({ kind: 'request', title: 'New request' });
    const fromLink = tabs.open({ kind: 'request', title: 'self' });
    store.state().links.steps.push({ from: saved, to: fromLink });
    const answer = (status: number, url: string, token = 'Bearer ••••') => ({
      ...exchange,
      request: { ...exchange.request, url, headers: [['Authorization', token] as [string, string]] },
      outcome: { kind: 'response', status } as unknown as Exchange['outcome'],
    });
    const achieved = () => readChoices(store.state().app.layout).achieved;
    guide.noteAnswer(saved, answer(403, `${orgUrl}/api/v1/users`));
    guide.noteAnswer(saved, answer(200, `${orgUrl}/api/v1/users`, 'SSWS ••••'));
    guide.noteAnswer(saved, exchange);
    expect(achieved()).toEqual({});
    guide.noteAnswer(saved, answer(200, `${orgUrl}/api/v1/users`));
    expect(achieved()).toEqual({ [orgUrl]: {} });
    const { layout } = store.state().app;
    guide.noteAnswer(saved, answer(200, `${orgUrl}/api/v1/groups`));
    guide.noteAnswer(typed, answer(200, `${orgUrl}/api/v1/groups`));
    expect(store.state().app.layout).toBe(layout);
    guide.noteAnswer(fromLink, answer(200, `${orgUrl}/api/v1/users/1?code=x`));
    guide.noteAnswer(fromLink, answer(200, `${orgUrl}/api/v1/users/2`));
    expect(achieved()).toEqual({ [orgUrl]: { followed: `${orgUrl}/api/v1/users/1` } });
    guide.choose({ isOpen: true });
    expect(achieved()[orgUrl]).toBeDefined();
    expect(readChoices({ guide: { achieved: 'x' } }).achieved).toEqual({});
  });

  it('drops an answer about an org that is not the one asked for any more', async () => {
    const answers: ((value: typeof found) => void)[] = [];
    store.door.answers['oauth.discover'] = () => new Promise((resolve) => void answers.push(resolve));
    const first = store.state().guide.checkOrg('https://old.okta.com');
    const second = store.state().guide.checkOrg(orgUrl);
    await store.settle();
    answers[1]?.(found);
    await second;
    answers[0]?.({ ...found, issuer: 'https://old.okta.com' });
    await first;
    expect(store.state().guide.discovery).toMatchObject({ of: orgUrl, state: 'ok', detail: orgUrl });
  });

  it('asks for what reading needs and the org knows, and saves the set-up', async () => {
    await store.state().guide.setUp({
      targetId: 'users',
      found,
      orgUrl,
      urlVariable: 'url',
      clientIdVariable: 'clientId',
      track: 'service',
      keyId: 'k1',
    });
    const saved = store.door.calls.find(({ operation }) => operation === 'definition.save');
    const input = saved?.input as { definition: { auth: Auth } } | undefined;
    expect(readOAuth2Config(input?.definition.auth ?? { type: '', credentials: [] })).toMatchObject({
      scope: 'okta.users.read',
      keyId: 'k1',
    });
  });

  it('sends the first request that has nothing to fill in', async () => {
    await store.state().guide.sendFirst('users');
    const sent = store.door.calls.filter(({ operation }) => operation === 'request.send');
    expect(sent.map(({ input }) => (input as { id: string }).id)).toEqual(['two']);
    expect(store.state().guide.busy).toBeUndefined();
  });

  it('says so where every request needs something', async () => {
    requests['two'] = '{{url}}/api/v1/groups/:groupId';
    await store.state().guide.sendFirst('users');
    expect(store.door.calls.some(({ operation }) => operation === 'request.send')).toBe(false);
    expect(store.state().notices.items.map(({ code }) => code)).toEqual(['ERR_WORKSPACE_ITEM_NOT_FOUND']);
    requests['two'] = '{{url}}/api/v1/users';
  });
});
