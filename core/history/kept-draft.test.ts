import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../http/request.ts';
import { keepDraft } from './kept-draft.ts';

const keep = (more: Partial<Request>) => keepDraft({ ...emptyRequest(), ...more });

describe('keepDraft', () => {
  it('keeps variables wherever they stand', () => {
    const request: Request = {
      ...emptyRequest(),
      url: '{{url}}/x?api_key={{key}}',
      queryParams: [{ key: 'api_key', value: '{{key}}' }],
      headers: [{ key: 'Authorization', value: 'SSWS {{token}}' }],
      auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{token}}' }] },
      body: { type: 'raw', language: 'json', content: '{"password":"{{password}}"}' },
    };
    expect(keepDraft(request)).toEqual({ draft: request, blanked: [] });
  });

  it('blanks secrets that were typed, and names each place once', () => {
    const { draft, blanked } = keep({
      url: 'https://a.test/?access_token=canary&limit=2',
      queryParams: [
        { key: 'access_token', value: 'canary' },
        { key: 'limit', value: '2' },
      ],
      headers: [
        { key: 'Authorization', value: 'Bearer canary' },
        { key: 'X-Api-Key', value: 'canary' },
        { key: 'Accept', value: '*/*' },
      ],
      auth: {
        type: 'oauth2',
        credentials: [
          { key: 'clientId', value: '0oa1' },
          { key: 'clientSecret', value: 'canary' },
          { key: 'tokenRequestParams', value: [{ key: 'client_assertion', value: 'canary' }] },
        ],
      },
      body: { type: 'raw', language: 'json', content: '{"a":1,"password":"canary"}' },
    });
    expect(JSON.stringify(draft)).not.toContain('canary');
    expect(blanked).toEqual([
      'Params: access_token',
      'Headers: Authorization',
      'Headers: X-Api-Key',
      'Body',
      'Authorization: clientSecret',
      'Authorization: tokenRequestParams',
    ]);
    expect(draft.headers[0]?.value).toBe('Bearer ');
    expect(draft.url).toBe('https://a.test/?access_token=&limit=2');
    expect(draft.body).toMatchObject({ content: '{"a":1,"password":""}' });
  });

  it.each<Request['body']>([
    { type: 'urlencoded', rows: [{ key: 'client_secret', value: 'canary' }] },
    { type: 'formdata', rows: [{ key: 'password', value: 'canary', type: 'text' }] },
    { type: 'graphql', query: '{a}', variables: '{"token":"canary"}' },
    { type: 'unsupported', name: 'x', value: 'canary' },
    { type: 'raw', language: 'text', content: `canary${'x'.repeat(300_000)}` },
  ])('leaves no secret in a body of type $type', (body) => {
    const { draft, blanked } = keep({ body });
    expect(JSON.stringify(draft)).not.toContain('canary');
    expect(blanked).toHaveLength(1);
  });

  it('leaves what an import left over', () => {
    const extension = { original: 'canary' };
    const { draft } = keep({ extension, headers: [{ key: 'a', value: 'b', extension }] });
    expect(JSON.stringify(draft)).not.toContain('canary');
  });
});
