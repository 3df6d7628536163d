import { describe, expect, it } from 'vitest';
import type { Exchange } from '../http/exchange.ts';
import { passesFilter, rowOfLine, rowsOfExchange, rowText } from './console-rows.ts';

const exchange: Exchange = {
  id: 'e',
  startedAtEpochMs: 1_000,
  request: { method: 'GET', url: 'https://b.test/end', headers: [['Accept', '*/*']], bodySizeBytes: 0 },
  hops: [
    {
      request: { method: 'POST', url: 'https://a.test/moved', headers: [], bodySizeBytes: 3 },
      status: 303,
      statusText: 'See Other',
      headers: [['Location', 'https://b.test/end']],
      location: 'https://b.test/end',
      timings: { totalMs: 20 },
      strippedHeaders: ['Authorization'],
    },
  ],
  outcome: {
    kind: 'response',
    status: 404,
    statusText: 'Not Found',
    httpVersion: '1.1',
    headers: [['X-Id', '7']],
    body: {
      bodyId: 'bodybodybodybody',
      sizeBytes: 2,
      encodedSizeBytes: 2,
      mediaType: 'text/plain',
      contentEncodings: [],
    },
    cookies: [],
  },
  timings: { totalMs: 30 },
  warnings: [{ code: 'w', message: 'Mind this.' }],
};
const rows = rowsOfExchange({ source: 'request', exchange, requestBody: { text: 'a=1', isCut: false } });

describe('rowsOfExchange', () => {
  it('gives a row for each redirect and one for the end', () => {
    expect(rows.map(({ status, level, atEpochMs }) => [status, level, atEpochMs])).toEqual([
      [303, 'info', 1_000],
      [404, 'warn', 1_020],
    ]);
    expect(rows[0]?.remarks.join(' ')).toContain('Authorization');
    expect(rows.map(({ requestBody }) => requestBody?.text)).toEqual(['a=1', undefined]);
  });

  it('calls a failure an error, and a cancelled send a warning', () => {
    const failed = (code: 'timeout' | 'cancelled') =>
      rowsOfExchange({
        source: 'authorization',
        exchange: {
          ...exchange,
          hops: [],
          outcome: { kind: 'failure', failure: { code, message: 'm', nextStep: 'n' } },
        },
      })[0];
    expect(failed('timeout')).toMatchObject({
      level: 'error',
      statusText: 'Timed out',
      remarks: ['m n', 'Mind this.'],
    });
    expect(failed('cancelled')).toMatchObject({ level: 'warn' });
  });
});

describe('rowText', () => {
  it('gives everything a row says', () => {
    expect(rowText(rows[1]!, '14:00', 'no\nbody').split('\n')).toEqual([
      '14:00 request GET https://b.test/end 404 Not Found 30 ms',
      '> Accept: */*',
      '< X-Id: 7',
      '<',
      '< no',
      '< body',
      'Mind this.',
    ]);
  });
});

describe('passesFilter', () => {
  const line = rowOfLine({
    atEpochMs: 5,
    level: 'log',
    parts: ['user', '{"id":1}'],
    source: { name: 'Get user', phase: 'afterResponse', line: 3 },
  });
  const all = { text: '', kind: 'all', level: 'all' } as const;

  it('looks in everything', () => {
    expect(line).toMatchObject({ text: 'user {"id":1}', origin: 'Get user, afterResponse, line 3' });
    expect(passesFilter(line, { ...all, text: 'GET USER line' })).toBe(true);
    expect(passesFilter(rows[1]!, { ...all, text: 'x-id' })).toBe(true);
    expect(passesFilter(rows[1]!, { ...all, text: 'x-other' })).toBe(false);
  });

  it('narrows by kind and level', () => {
    expect(passesFilter(line, { ...all, kind: 'script' })).toBe(true);
    expect(passesFilter(line, { ...all, kind: 'request' })).toBe(false);
    expect(passesFilter(line, { ...all, level: 'problems' })).toBe(false);
    expect(passesFilter(rows[1]!, { ...all, level: 'problems' })).toBe(true);
    expect(passesFilter(rows[1]!, { ...all, level: 'error' })).toBe(false);
  });
});
