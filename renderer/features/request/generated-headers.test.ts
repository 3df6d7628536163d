import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { generatedHeaders, withSystemHeader } from './generated-headers.ts';

const request = (change: Partial<Request>): Request => ({ ...emptyRequest(), ...change });
const bearer = { auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{token}}' }] } };
const names = (headers: ReturnType<typeof generatedHeaders>) => headers.map(({ name }) => name);

describe('generatedHeaders', () => {
  it('says where each header comes from', () => {
    const body = { type: 'raw', language: 'json', content: '{}' } as const;
    const headers = generatedHeaders(request({ body }), { ...bearer, from: 'Users' }, '1.2.3');
    expect(headers).toContainEqual({
      name: 'Authorization',
      value: 'Bearer {{token}}',
      source: 'Authorization of Users',
      state: 'sent',
      canSwitchOff: false,
    });
    expect(headers).toContainEqual(
      expect.objectContaining({ name: 'Content-Type', value: 'application/json', source: 'Body' }),
    );
    expect(headers).toContainEqual(expect.objectContaining({ name: 'User-Agent', value: 'Postern/1.2.3' }));
  });

  it('adds no Content-Type without a body, and no header for a key in the query', () => {
    const key = {
      auth: {
        type: 'apikey',
        credentials: [
          { key: 'key', value: 'k' },
          { key: 'in', value: 'query' },
        ],
      },
    };
    const headers = generatedHeaders(request({}), key, '1');
    expect(names(headers)).toEqual(['User-Agent', 'Accept', 'Accept-Encoding', 'Host']);
  });

  it('gives way to a typed row, unless that is switched off', () => {
    const rows = [
      { key: 'accept', value: 'text/html' },
      { key: 'User-Agent', value: 'x', disabled: true },
    ];
    const headers = generatedHeaders(request({ headers: rows }), undefined, '1');
    expect(headers.find(({ name }) => name === 'Accept')?.state).toBe('typed');
    expect(headers.find(({ name }) => name === 'User-Agent')?.state).toBe('sent');
  });
});

describe('withSystemHeader', () => {
  it('switches a header off and on again without leaving a trace', () => {
    const off = withSystemHeader(request({ settings: { verifyTls: false } }), 'Accept', false);
    expect(off.settings).toEqual({ verifyTls: false, disabledSystemHeaders: ['Accept'] });
    expect(generatedHeaders(request(off), undefined, '1').find(({ name }) => name === 'Accept')?.state).toBe(
      'off',
    );
    expect(withSystemHeader(request(off), 'accept', true).settings).toEqual({ verifyTls: false });
    expect(
      withSystemHeader(request({ settings: { disabledSystemHeaders: ['Accept'] } }), 'Accept', true),
    ).toEqual({
      settings: undefined,
    });
  });
});
