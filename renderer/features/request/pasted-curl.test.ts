import { describe, expect, it } from 'vitest';
import { emptyRequest } from '../../../core/http/request.ts';
import { isBlank, readPastedCurl, replacingChange } from './pasted-curl.ts';

describe('a pasted cURL command', () => {
  it('becomes a request with its method, headers and body', () => {
    const { request } = readPastedCurl(
      `curl -X POST 'https://example.com/api?x=1' -H 'Accept: application/json' -d '{"a":1}'`,
    );
    expect(request).toMatchObject({ method: 'POST', url: 'https://example.com/api?x=1' });
    expect(request?.headers).toContainEqual(
      expect.objectContaining({ key: 'Accept', value: 'application/json' }),
    );
  });

  it('tells why it cannot be read', () => {
    const pasted = readPastedCurl(`curl 'https://example.com`);
    expect(pasted.request).toBeUndefined();
    expect(pasted.remarks).toHaveLength(1);
  });

  it('is left to the import where it makes several requests', () => {
    expect(readPastedCurl('curl https://a.example; curl https://b.example').request).toBeUndefined();
  });

  it('leaves nothing behind of the request it replaces, but the description', () => {
    const before = {
      ...emptyRequest(),
      description: 'kept',
      auth: { type: 'bearer', credentials: [] },
      settings: { verifyTls: false },
    };
    const { request } = readPastedCurl('curl https://example.com');
    expect({ ...before, ...replacingChange(request ?? emptyRequest()) }).toMatchObject({
      url: 'https://example.com',
      description: 'kept',
      auth: undefined,
      settings: undefined,
    });
  });
});

describe('isBlank', () => {
  it('holds for a new request, with or without a description', () => {
    expect(isBlank(emptyRequest())).toBe(true);
    expect(isBlank({ ...emptyRequest(), description: 'x' })).toBe(true);
    expect(isBlank({ ...emptyRequest(), method: 'POST' })).toBe(false);
  });
});
