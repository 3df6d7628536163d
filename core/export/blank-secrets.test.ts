import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json-value.ts';
import { NoteBook } from '../import/notes.ts';
import { readPostmanV2 } from '../import/postman-v2.ts';
import { blankSecrets } from './blank-secrets.ts';
import { exportPostmanV2 } from './postman-v2.ts';

const item = (request: JsonObject, more: JsonObject = {}): JsonObject => ({
  info: { name: 'C' },
  item: [{ name: 'F', item: [{ name: 'R', request, ...more }] }],
});

/** Blanks and gives what is left of the request, with the places. */
function blank(request: JsonObject, more: JsonObject = {}) {
  const document = item(request, more);
  const blanked = blankSecrets(document);
  return { text: JSON.stringify(document), blanked };
}

describe('blankSecrets', () => {
  it('blanks the credentials of every authorization and names them', () => {
    const { text, blanked } = blank({
      auth: {
        type: 'oauth2',
        oauth2: [
          { key: 'clientId', value: 'public' },
          { key: 'clientSecret', value: 'canary-1' },
          { key: 'accessToken', value: 'canary-2' },
          { key: 'tokenRequestParams', value: [{ key: 'client_assertion', value: 'canary-3' }] },
        ],
        bearer: [{ key: 'token', value: 'canary-4' }],
        basic: { username: 'me', password: 'canary-5' },
        hawk: [{ key: 'authKey', value: 'canary-6' }],
        jwt: [{ key: 'privateKey', value: 'canary-7' }],
        apikey: [
          { key: 'key', value: 'X-Key' },
          { key: 'value', value: 12345 },
        ],
      },
    });
    expect(text).not.toMatch(/canary|12345/);
    expect(text).toMatch(/public.*X-Key|X-Key.*public/s);
    expect(text).toContain('"username":"me"');
    expect(blanked).toContain('C › F › R › auth.oauth2.clientSecret');
    expect(blanked).toHaveLength(8);
  });

  it('keeps texts that hold a variable, empty ones, and schemes alone', () => {
    const auth = { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}' }] };
    const header = [
      { key: 'Authorization', value: 'SSWS {{apikey}}' },
      { key: 'authorization', value: 'Basic' },
      { key: 'Cookie', value: '' },
      { key: 'Accept', value: 'x' },
    ];
    const { text, blanked } = blank({ auth, header });
    expect(blanked).toEqual([]);
    expect(text).toBe(JSON.stringify(item({ auth, header })));
  });

  it('blanks headers with credentials, as rows and as a text, in saved answers too', () => {
    const { text, blanked } = blank(
      {
        header: [
          { key: 'AUTHORIZATION', value: 'SSWS canary' },
          { key: 'Cookie', value: 'sid=canary' },
        ],
      },
      {
        response: [
          {
            name: 'ok',
            originalRequest: { header: 'Accept: x\nAuthorization: Bearer canary\n' },
            header: [{ key: 'Set-Cookie', value: 'sid=canary' }],
            cookie: [{ name: 'sid', value: 'canary' }],
          },
        ],
      },
    );
    expect(text).not.toContain('canary');
    expect(text).toContain('Accept: x\\nAuthorization:');
    expect(blanked).toEqual([
      'C › F › R › header AUTHORIZATION',
      'C › F › R › header Cookie',
      'C › F › R › ok › header Authorization',
      'C › F › R › ok › header Set-Cookie',
      'C › F › R › ok › cookie',
    ]);
  });

  it('leaves the collection itself as it was', () => {
    const notes = new NoteBook('');
    const raw = item(
      { method: 'GET', url: 'http://h' },
      { response: [{ name: 'r', cookie: [{ value: 'canary' }] }] },
    );
    const tree = readPostmanV2(raw, { notes, invisibles: false });
    expect(JSON.stringify(exportPostmanV2(tree, { includeSecrets: false }))).not.toContain('canary');
    expect(JSON.stringify(exportPostmanV2(tree, { includeSecrets: true }))).toContain('canary');
  });

  it('blanks secret variables of every level', () => {
    const document: JsonObject = {
      info: { name: 'C' },
      variable: [
        { key: 's', value: 'canary', type: 'secret' },
        { key: 'p', value: 'open' },
      ],
      item: [{ name: 'F', variable: [{ key: 't', value: 'canary', type: 'secret' }], item: [] }],
    };
    expect(blankSecrets(document)).toEqual(['C › variable s', 'C › F › variable t']);
    expect(JSON.stringify(document)).not.toContain('canary');
    expect(JSON.stringify(document)).toContain('open');
  });

  it('blanks secret fields of forms, queries and addresses', () => {
    const { text, blanked } = blank({
      url: {
        raw: 'https://me:canary@h/x?access_token=canary&a=1',
        auth: { user: 'me', password: 'canary' },
        query: [
          { key: 'access_token', value: 'canary' },
          { key: 'a', value: '1' },
        ],
      },
      body: {
        mode: 'urlencoded',
        urlencoded: [
          { key: 'client_secret', value: 'canary' },
          { key: 'scope', value: 'x' },
        ],
      },
    });
    expect(text).not.toContain('canary');
    expect(text).toContain('https://me:@h/x?access_token=&a=1');
    expect(blanked).toEqual([
      'C › F › R › url.password',
      'C › F › R › query.access_token',
      'C › F › R › body.urlencoded.client_secret',
    ]);
    expect(blank({ url: 'https://h/{{x}}?access_token={{t}}' }).blanked).toEqual([]);
    expect(blank({ url: 'https://h?refresh_token=canary' }).text).not.toContain('canary');
  });
});
