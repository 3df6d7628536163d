import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../../core/http/wire-request.ts';
import type { AppContext } from '../app-context.ts';
import type { SendOptions } from '../http/http-client.ts';
import { type Gathered, withGathered } from './gather-sources.ts';

/** An app whose client answers from a table of addresses; what it was asked is kept. */
function appWith(answers: Record<string, string>) {
  const asked: { request: WireRequest; options: SendOptions }[] = [];
  const app = {
    version: '1.0.0',
    now: () => 0,
    isHeard: () => false,
    emit: () => undefined,
    settings: { read: () => ({ request: { verifyTls: true } }) },
    bodies: { readAll: (bodyId: string) => Promise.resolve(Buffer.from(answers[bodyId] ?? '')) },
    http: {
      send(request: WireRequest, options: SendOptions) {
        asked.push({ request, options });
        const known = Object.hasOwn(answers, request.url);
        return Promise.resolve({
          request: { method: request.method, url: request.url, headers: request.headers },
          hops: [],
          outcome: {
            kind: 'response',
            status: known ? 200 : 404,
            statusText: '',
            headers: [],
            body: { bodyId: request.url },
          },
        });
      },
    },
  } as unknown as AppContext;
  return { app, asked };
}

const collection = JSON.stringify({
  info: { name: 'C' },
  item: [{ name: 'a', request: { url: 'http://h' } }],
});

function gather(answers: Record<string, string>, url: string) {
  const { app, asked } = appWith(answers);
  const { signal } = new AbortController();
  const found = withGathered<Gathered>(
    app,
    [{ kind: 'url', url }],
    { signal },
    () => undefined,
    (gathered) => Promise.resolve(gathered),
  );
  return { found, asked };
}

describe('a "Run in Postman" link', () => {
  it.each([
    'https://app.getpostman.com/run-collection/1a2b',
    'postman://app/collections/import/1a2b?action=x',
  ])('%s is tried at the public address', async (link) => {
    const { found, asked } = gather({ 'https://www.getpostman.com/collections/1a2b': collection }, link);
    expect((await found).collections).toHaveLength(1);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.options).toMatchObject({ useCookies: false, followRedirects: true, maxRedirects: 5 });
  });

  it('says so where that address does not answer', async () => {
    await expect(gather({}, 'postman://app/collections/import/1a2b').found).rejects.toMatchObject({
      code: 'ERR_IMPORT_FETCH_FAILED',
      details: { format: 'postman-link', collectionId: '1a2b' },
    });
  });

  it('gives at least the environment that is inside the link', async () => {
    const values = Buffer.from(JSON.stringify([{ key: 'url', value: 'https://h' }])).toString('base64');
    const { environments, notes } = await gather(
      {},
      `https://app.getpostman.com/run-collection/1a2b#?env[Org]=${values}`,
    ).found;
    expect(environments).toEqual([expect.objectContaining({ name: 'Org' })]);
    expect(notes.map(({ code }) => code)).toEqual(['ERR_IMPORT_FETCH_FAILED']);
  });
});

it('takes the file behind a page of GitHub, and says so', async () => {
  const { found } = gather(
    { 'https://raw.githubusercontent.com/o/r/main/c.json': collection },
    'https://github.com/o/r/blob/main/c.json',
  );
  const { formats, notes } = await found;
  expect(formats).toEqual([{ source: 'c.json', format: 'postman-2' }]);
  expect(notes.map(({ code }) => code)).toContain('url.githubFile');
});
