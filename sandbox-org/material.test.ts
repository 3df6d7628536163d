import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import { sandboxMaterial } from './material.ts';
import { newKey } from './oauth/test-flows.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';
import { at, listOf, send, textAt } from './test-client.ts';

let org: SandboxOrg;
beforeAll(async () => {
  org = await createSandboxOrg();
});
afterAll(() => org.close());

const collections = sandboxMaterial.collections as JsonObject[];
const rows = (value: JsonValue, ...path: string[]): JsonObject[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? found.filter((row) => isJsonObject(row)) : [];
};

interface FoundRequest {
  readonly name: string;
  readonly request: JsonObject;
  readonly examples: JsonObject[];
}

function requestsOf(item: JsonValue, path = ''): FoundRequest[] {
  return rows(item, 'item').flatMap((child) => {
    const name = `${path}/${textAt(child, 'name')}`;
    const request = child['request'];
    return isJsonObject(request)
      ? [{ name, request, examples: rows(child, 'response') }]
      : requestsOf(child, name);
  });
}

const requests = collections.flatMap((collection) =>
  requestsOf(collection, textAt(collection, 'info', 'name')),
);

describe('the environment', () => {
  it('has the names that Okta uses, and no value that belongs to a run', () => {
    const { environment } = sandboxMaterial;
    expect(environment.name).toBe('Sandbox Org');
    expect(environment.values.map(({ key, type, value }) => [key, type, value])).toEqual([
      ['url', 'default', ''],
      ['apikey', 'secret', ''],
      ['email-suffix', 'default', 'sandbox.example'],
      ['userId', 'default', ''],
      ['groupId', 'default', ''],
      ['appId', 'default', ''],
      ['clientId', 'default', ''],
      ['clientSecret', 'secret', ''],
      ['nativeClientId', 'default', ''],
      ['serviceClientId', 'default', ''],
      ['dpopServiceClientId', 'default', ''],
    ]);
  });

  it('comes from a running org with its address and token', () => {
    const values = new Map(org.material.environment.values.map(({ key, value }) => [key, value]));
    expect([values.get('url'), values.get('apikey')]).toEqual([org.url, org.apiToken]);
    expect([values.get('clientId'), values.get('clientSecret'), values.get('dpopServiceClientId')]).toEqual([
      org.signIn.webClientId,
      org.signIn.webClientSecret,
      org.signIn.dpopServiceClientId,
    ]);
    expect(JSON.stringify(org.material.collections)).not.toContain(org.apiToken);
    expect(JSON.stringify(sandboxMaterial)).not.toContain(org.apiToken);
  });
});

describe('the collections', () => {
  it('are Postman 2.1, with the token in their own authorization', () => {
    expect(collections.map((collection) => textAt(collection, 'info', 'name'))).toEqual([
      'Users (Sandbox Org)',
      'Groups (Sandbox Org)',
      'Apps and log (Sandbox Org)',
      'OAuth 2.0 (Sandbox Org)',
    ]);
    for (const collection of collections) {
      expect(textAt(collection, 'info', 'schema')).toContain('/v2.1.0/collection.json');
      expect(textAt(collection, 'info', 'description')).not.toBe('');
      // Its folders have authorizations of their own.
      if (textAt(collection, 'info', 'name').startsWith('OAuth')) continue;
      expect(collection['auth']).toEqual({
        type: 'apikey',
        apikey: [
          { key: 'key', value: 'Authorization', type: 'string' },
          { key: 'value', value: 'SSWS {{apikey}}', type: 'string' },
          { key: 'in', value: 'header', type: 'string' },
        ],
      });
    }
  });

  it('describe everything, and show disabled rows, path variables and examples', () => {
    expect(requests.length).toBe(59);
    expect(new Set(requests.map(({ name }) => name)).size).toBe(requests.length);
    for (const { name, request } of requests) {
      expect([name, textAt(request, 'description').length > 10]).toEqual([name, true]);
      expect(textAt(request, 'url', 'raw')).toMatch(/^\{\{url\}\}\//);
      expect(rows(request, 'header').map(({ key }) => key)).not.toContain('Authorization');
    }
    const queries = requests.flatMap(({ request }) => rows(request, 'url', 'query'));
    expect(queries.filter(({ disabled }) => disabled === true).length).toBeGreaterThan(10);
    expect(requests.flatMap(({ request }) => rows(request, 'url', 'variable')).length).toBeGreaterThan(20);
    const examples = requests.flatMap((found) => found.examples);
    expect(examples.length).toBe(7);
    for (const example of examples)
      expect(() => JSON.parse(textAt(example, 'body')) as unknown).not.toThrow();
  });

  it('name no variable that the environment does not have', () => {
    const known = new Set(sandboxMaterial.environment.values.map(({ key }) => key));
    const used = [...JSON.stringify(requests.map(({ request }) => request)).matchAll(/\{\{([^}$]+)\}\}/g)];
    expect(used.length).toBeGreaterThan(50);
    for (const [, name = ''] of used) expect([name, known.has(name)]).toEqual([name, true]);
  });

  it('work as they stand, except the ones that are meant to be refused', async () => {
    const first = async (list: string, position: number) =>
      textAt(listOf(await send(org, 'GET', `/api/v1/${list}`))[position] ?? {}, 'id');
    const variables: Record<string, string> = {
      ...Object.fromEntries(org.material.environment.values.map(({ key, value }) => [key, value])),
      userId: await first('users', 0),
      groupId: await first('groups', 1),
      appId: await first('apps', 2),
      $randomInt: '17',
    };
    const fill = (text: string): string =>
      text.replace(/\{\{([^}]+)\}\}/g, (whole, name: string) => variables[name] ?? whole);
    /** From where each of these has to start. */
    const before: Record<string, string> = {
      unsuspend: 'suspend',
      reactivate: 'reset_password',
      activate: 'deactivate',
    };

    for (const { name, request } of requests) {
      org.reset();
      const variableRows = rows(request, 'url', 'variable');
      const path = (at(request, 'url', 'path') as string[])
        .map((segment) =>
          segment.startsWith(':')
            ? fill(textAt(variableRows.find(({ key }) => key === segment.slice(1)) ?? {}, 'value'))
            : fill(segment),
        )
        .join('/');
      const query = new URLSearchParams(
        rows(request, 'url', 'query')
          .filter(({ disabled }) => disabled !== true)
          .map((row) => [textAt(row, 'key'), fill(textAt(row, 'value'))]),
      );
      const earlier = before[/users\/.*lifecycle\/(\w+)$/.exec(path)?.[1] ?? ''];
      if (earlier !== undefined) await send(org, 'POST', `/${path.replace(/\w+$/, earlier)}`);
      const auth = textAt(request, 'auth', 'type');
      const isKey = path.endsWith('/jwks');
      const wrongToken: Record<string, string> =
        auth === 'apikey' && !isKey ? { authorization: 'SSWS 00wrong' } : {};
      // Who uses it pastes a key of their own over the whole body.
      const rawBody = isKey ? JSON.stringify((await newKey()).publicJwk) : textAt(request, 'body', 'raw');
      const answer = await send(org, textAt(request, 'method'), `/${path}?${query}`, {
        authorized: auth !== 'noauth',
        headers: {
          ...Object.fromEntries(
            rows(request, 'header').map((row) => [textAt(row, 'key').toLowerCase(), textAt(row, 'value')]),
          ),
          ...wrongToken,
        },
        ...(rawBody !== '' && { rawBody: fill(rawBody) }),
      });
      const expected = /\((?:\w| )+\)\/Refusals\//.test(name) ? /^[45]\d\d$/ : /^20[014]$/;
      expect([name, String(answer.status), answer.json]).toEqual([
        name,
        expect.stringMatching(expected) as string,
        answer.json,
      ]);
    }
  });
});
