import { describe, expect, it } from 'vitest';
import { maskText } from '../http/mask.ts';
import { emptyRequest } from '../http/request.ts';
import { exampleOfAnswer } from './example-of-answer.ts';

const canary = 'k33p-0ut-canary';
const answer = {
  name: '200 OK',
  request: emptyRequest(),
  status: 200,
  statusText: 'OK',
  headers: [] as [string, string][],
  mediaType: 'application/json',
  body: '{"id": 12345678901234567890}',
  secrets: [canary],
};

describe('exampleOfAnswer', () => {
  it('keeps the answer as it came and the request with its variables', () => {
    const request = {
      ...emptyRequest(),
      url: '{{url}}/users?access_token={{token}}',
      headers: [{ key: 'Authorization', value: 'SSWS {{apikey}}' }],
      scripts: [{ kind: 'test' as const, code: 'x' }] as never,
    };
    const example = exampleOfAnswer({ ...answer, request });
    expect(example.request).toEqual({ ...request, scripts: [] });
    expect(example.response).toEqual({
      statusCode: 200,
      statusText: 'OK',
      headers: [],
      body: answer.body,
      language: 'json',
    });
  });

  it('masks secrets wherever they stand', () => {
    const example = exampleOfAnswer({
      ...answer,
      request: {
        ...emptyRequest(),
        url: `https://a.test/?q=${canary}`,
        queryParams: [{ key: 'api_key', value: 'typed-in-value' }],
        headers: [{ key: 'Authorization', value: 'SSWS typed-in-value' }],
        body: { type: 'urlencoded', rows: [{ key: 'client_secret', value: 'typed-in-value' }] },
      },
      headers: [
        ['Set-Cookie', 'sid=typed-in-value; Path=/; HttpOnly'],
        ['X-Echo', canary],
      ],
      body: `{"echo":"${canary}","access_token":"typed-in-value","n":1.0}`,
    });
    const text = JSON.stringify(example);
    expect(text).not.toContain(canary);
    expect(text).not.toContain('typed-in-value');
    expect(example.response.headers[0]?.value).toBe(`sid=${maskText}; Path=/; HttpOnly`);
    expect(example.request?.headers[0]?.value).toBe(`SSWS ${maskText}`);
    expect(example.response.body).toContain('"n":1.0}');
  });
});
