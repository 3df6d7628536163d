import { describe, expect, it } from 'vitest';
import { githubFileAddress, postmanLinkAddress, readPostmanLink } from './run-in-postman.ts';

describe('readPostmanLink', () => {
  it.each([
    ['https://app.getpostman.com/run-collection/1a2b3c', '1a2b3c'],
    ['https://app.getpostman.com/run-collection/123-abc-def?action=collection%2Ffork', '123-abc-def'],
    ['https://god.gw.postman.com/run-collection/77-x', '77-x'],
    ['postman://app/collections/import/1a2b3c?environmentId=x', '1a2b3c'],
    [' https://www.getpostman.com/run-collection/1a2b3c ', '1a2b3c'],
  ])('reads %s', (url, id) => {
    expect(readPostmanLink(url)?.collectionId).toBe(id);
  });

  it.each([
    'https://www.getpostman.com/collections/1a2b3c',
    'https://example.com/run-collection/1',
    'run-collection/1',
  ])('leaves %s alone', (url) => {
    expect(readPostmanLink(url)).toBeUndefined();
  });

  it('takes environments out of the link', () => {
    const values = [{ key: 'url', value: 'https://h', name: 'é' }];
    const base64 = Buffer.from(JSON.stringify(values)).toString('base64');
    const link = readPostmanLink(
      `https://app.getpostman.com/run-collection/1a#?env%5BMy%20Org%5D=${encodeURIComponent(base64)}&env[broken]=@@`,
    );
    expect(link?.environments).toEqual([{ name: 'My Org', values }]);
  });

  it('gives the public address', () => {
    expect(postmanLinkAddress({ collectionId: '1a', environments: [] })).toBe(
      'https://www.getpostman.com/collections/1a',
    );
  });
});

describe('githubFileAddress', () => {
  it('finds the file behind a page that shows it', () => {
    expect(githubFileAddress('https://github.com/o/r/blob/main/a/b.json?raw=1#L2')).toBe(
      'https://raw.githubusercontent.com/o/r/main/a/b.json',
    );
    expect(githubFileAddress('https://github.com/o/r')).toBeUndefined();
    expect(githubFileAddress('https://example.com/o/r/blob/main/x')).toBeUndefined();
  });
});
