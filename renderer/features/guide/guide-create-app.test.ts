import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { OperationInput } from '../../../core/contract.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';
import type { AppOrder } from './guide-create-app.ts';

type Sent = OperationInput<'request.send'>;

const order: AppOrder = {
  track: 'user',
  label: 'Mine',
  redirectUri: 'http://localhost:8080/callback',
  scopes: ['okta.users.read'],
  role: undefined,
  dpop: false,
  issuer: 'https://acme.okta.com',
  variables: { url: 'url', clientId: 'clientId', clientSecret: 'clientSecret' },
  environmentId: 'e1',
  apiToken: 'once',
  keyId: undefined,
};

let store: FreshStore;
let sent: Sent[];
let variables: Variable[];
/** The status and body of the answer to each path. */
let answers: Record<string, [status: number, body: object]>;

const pathOf = ({ request }: Sent) => request?.url.replace('{{url}}', '') ?? '';

beforeEach(async () => {
  vi.resetModules();
  vi.doMock('../../bridge/bridge.ts', async (original) => ({
    ...(await original<object>()),
    readBody: async (bodyId: string) => new TextEncoder().encode(bodyId),
  }));
  sent = [];
  variables = [];
  answers = { '/api/v1/users/me': [200, { id: '00u1' }] };
  store = await freshStore({
    'environment.list': () => ({ environments: [{ id: 'e1', name: 'Dev', variableCount: 0 }] }),
    'environment.read': () => ({ id: 'e1', name: 'Dev', variables, revision: 'r1' }),
    'environment.save': (input) => {
      variables = input.variables as Variable[];
      return { id: 'e1', name: 'Dev', variables, revision: 'r2' };
    },
    'request.send': (input) => {
      sent.push(input);
      const path = pathOf(input);
      const [status, body] = answers[path] ?? [200, {}];
      if (path === '/api/v1/apps' && status === 200) {
        const made = { initialValue: '', enabled: true, type: 'default' as const };
        variables = [...variables, { ...made, key: 'clientId', currentValue: '0oa1' }];
      }
      const bodyId = JSON.stringify(body);
      return {
        exchange: { outcome: { kind: 'response', status, body: { bodyId } } },
        extracted: [],
      } as never;
    },
  });
});

describe('an app that Postern makes', () => {
  it('is made call by call with the token of this one time, and its secret is not read here', async () => {
    await store.state().guide.createApp(order);
    expect(sent.map((input) => `${input.request?.method} ${pathOf(input)}`)).toEqual([
      'POST /api/v1/apps',
      'POST /api/v1/apps/0oa1/grants',
      'GET /api/v1/users/me',
      'POST /api/v1/apps/0oa1/users',
    ]);
    expect(sent.every(({ variables: local }) => local?.['apikey'] === 'once')).toBe(true);
    expect(sent.every(({ secretVariables }) => secretVariables?.includes('apikey') === true)).toBe(true);
    expect(sent[3]?.request?.body).toMatchObject({ content: '{"id":"00u1","scope":"USER"}' });
    expect(variables).toContainEqual(expect.objectContaining({ key: 'clientSecret', type: 'secret' }));
    expect(store.state().guide.creation).toMatchObject({ status: 'done', done: 4, appId: '0oa1' });
  });

  it('stops at the first refusal, with the words of the org, and can be taken away', async () => {
    answers['/api/v1/apps/0oa1/grants'] = [403, { errorSummary: 'Only a super administrator may.' }];
    await store.state().guide.createApp(order);
    expect(store.state().guide.creation).toMatchObject({
      status: 'failed',
      done: 1,
      appId: '0oa1',
      problem: 'The org answered 403. Only a super administrator may.',
    });
    sent = [];
    await store.state().guide.removeApp(order);
    expect(sent.map((input) => `${input.request?.method} ${pathOf(input)}`)).toEqual([
      'POST /api/v1/apps/0oa1/lifecycle/deactivate',
      'DELETE /api/v1/apps/0oa1',
    ]);
    expect(store.state().guide.creation?.status).toBe('removed');
  });

  it('says what is wrong where the very first call is refused', async () => {
    answers['/api/v1/apps'] = [401, { errorSummary: 'Invalid token provided' }];
    await store.state().guide.createApp({ ...order, apiToken: undefined });
    expect(store.state().guide.creation).toMatchObject({ status: 'failed', done: 0 });
    expect(store.state().guide.creation?.appId).toBeUndefined();
    expect(sent[0]?.variables).toBeUndefined();
    store.state().guide.closeAppDialog();
    expect(store.state().guide.creation).toBeUndefined();
  });
});
