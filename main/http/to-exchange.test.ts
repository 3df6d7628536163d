import { describe, expect, it } from 'vitest';
import type { SendResult } from './http-client.ts';
import { showRequest, toExchange } from './to-exchange.ts';

const wire = {
  method: 'GET',
  url: 'https://org.example/users?key=s3cret-value',
  headers: [],
  secrets: ['s3cret-value'],
  sensitiveHeaders: ['x-key'],
} as unknown as Parameters<typeof toExchange>[2]['wire'];

const request = {
  method: 'GET',
  url: wire.url,
  headers: [
    ['authorization', 'Bearer the-token-itself'],
    ['x-key', 'anything'],
    ['accept', 'text/plain'],
  ],
  bodySizeBytes: 0,
} satisfies SendResult['request'];

const resultOf = (hops: SendResult['hops']): SendResult => ({
  request,
  hops,
  outcome: {
    kind: 'response',
    status: 200,
    statusText: 'OK',
    httpVersion: '1.1',
    headers: [['x-echo', 'the-token-itself s3cret-value first-cookie']],
    body: {
      bodyId: 'body',
      sizeBytes: 0,
      encodedSizeBytes: 0,
      mediaType: 'text/plain',
      contentEncodings: [],
    },
    cookies: [],
  },
  timings: { totalMs: 1 },
  warnings: [],
});

const shownHeader = (exchange: ReturnType<typeof toExchange>) =>
  exchange.outcome.kind === 'response' ? exchange.outcome.headers[0]?.[1] : undefined;

describe('toExchange', () => {
  it('shows the same whether the request was masked before its answer came or not', () => {
    const { id: _, ...late } = toExchange(undefined, 1, { wire, warnings: [] }, resultOf([]));
    const shown = showRequest(request, wire);
    const { id: __, ...early } = toExchange(undefined, 1, { wire, warnings: [] }, resultOf([]), shown);
    expect(early).toEqual(late);
    expect(JSON.stringify(early)).not.toMatch(/s3cret-value|the-token-itself|anything/);
  });

  it('masks by what each redirect was sent, not by the last request alone', () => {
    const hop = {
      request: { ...request, headers: [['cookie', 'a=first-cookie']] },
      status: 302,
      statusText: 'Found',
      headers: [],
      timings: { totalMs: 1 },
      strippedHeaders: [],
    } satisfies SendResult['hops'][number];
    const shown = showRequest(request, wire);
    const exchange = toExchange(undefined, 1, { wire, warnings: [] }, resultOf([hop]), shown);
    expect(shownHeader(exchange)).not.toContain('first-cookie');
  });

  it('does not take a request for another one that was masked', () => {
    const shown = showRequest({ ...request, headers: [['accept', 'other/type']] }, wire);
    const exchange = toExchange(undefined, 1, { wire, warnings: [] }, resultOf([]), shown);
    expect(exchange.request.headers).toHaveLength(3);
    expect(shownHeader(exchange)).not.toContain('the-token-itself');
  });
});
