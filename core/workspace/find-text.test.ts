import { describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../http/request.ts';
import { findInDefinition, findInRequest } from './find-text.ts';

const find = (more: Partial<Request>, text = 'needle') => findInRequest({ ...emptyRequest(), ...more }, text);
const script = { type: 'afterResponse', code: 'pm.test("a needle", () => {})', language: 'text/javascript' };

describe('findInRequest', () => {
  it.each<[string, Partial<Request>]>([
    ['url', { url: 'https://a.test/Needle' }],
    ['params', { queryParams: [{ key: 'needle', value: '' }] }],
    ['params', { pathVariables: [{ key: 'id', value: 'needle' }] }],
    ['headers', { headers: [{ key: 'X', value: '1', description: 'a needle', disabled: true }] }],
    ['body', { body: { type: 'raw', language: 'json', content: '{"a":\n  "needle"}' } }],
    ['body', { body: { type: 'urlencoded', rows: [{ key: 'a', value: 'needle' }] } }],
    ['body', { body: { type: 'formdata', rows: [{ key: 'needle', value: '', type: 'text' }] } }],
    ['body', { body: { type: 'file', path: '/x/needle.bin' } }],
    ['body', { body: { type: 'graphql', query: '{a}', variables: '{"needle":1}' } }],
    ['body', { body: { type: 'unsupported', name: 'x', value: { a: 'needle' } } }],
    ['scripts', { scripts: [script] }],
    ['checks', { checks: [{ source: 'body', expression: '$.needle', operator: 'exists', expected: '' }] }],
    [
      'extract',
      { extractions: [{ variable: 'needle', target: 'globals', source: 'body', expression: '$.a' }] },
    ],
    ['docs', { description: 'Needles.' }],
  ])('looks into the %s', (place, more) => {
    expect(find(more)).toMatchObject({ place });
    expect(find(more)?.excerpt).toMatch(/needle/i);
    expect(find(more, 'absent')).toBeUndefined();
  });

  it('names the authorization, and tells nothing of what was typed there', () => {
    const auth = { type: 'bearer', credentials: [{ key: 'token', value: 'needle-canary' }] };
    expect(find({ auth })).toEqual({ place: 'authorization' });
  });

  it('shows what stands around, on one line', () => {
    const content = `${'x'.repeat(200)}\n\tthe needle is\nhere ${'y'.repeat(300)}`;
    const excerpt = find({ body: { type: 'raw', language: 'text', content } })?.excerpt ?? '';
    expect(excerpt).toMatch(/^…x+ the needle is here y+…$/);
    expect(excerpt.length).toBeLessThan(140);
  });
});

describe('findInDefinition', () => {
  const definition = { name: 'C', variables: [], scripts: [] };
  it('looks into what a collection says of itself', () => {
    expect(findInDefinition({ ...definition, description: 'needle' }, 'needle')).toMatchObject({
      place: 'docs',
    });
    expect(findInDefinition({ ...definition, scripts: [script] }, 'needle')).toMatchObject({
      place: 'scripts',
    });
    const variables = [{ key: 'k', initialValue: 'needle', enabled: true, type: 'default' as const }];
    expect(findInDefinition({ ...definition, variables }, 'needle')).toMatchObject({ place: 'variables' });
  });

  it('does not look into secret values', () => {
    const variables = [{ key: 'k', initialValue: 'needle', enabled: true, type: 'secret' as const }];
    expect(findInDefinition({ ...definition, variables }, 'needle')).toBeUndefined();
  });
});
