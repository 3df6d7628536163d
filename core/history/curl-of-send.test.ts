import { expect, it } from 'vitest';
import { curlOfSend } from './curl-of-send.ts';

const sent = {
  method: 'POST',
  url: 'https://a.test/users?token=••••••••&q=%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2%E2%80%A2',
  headers: [
    ['Host', 'a.test'],
    ['Content-Type', 'application/json'],
    ['Authorization', 'SSWS ••••••••'],
    ['User-Agent', 'Postern/0.1.0'],
    ['X-Quote', "it's"],
    ['Content-Length', '14'],
    ['Accept-Encoding', 'gzip'],
  ] as [string, string][],
  bodySizeBytes: 14,
};

it('is the request as it was sent, with a place for each secret', () => {
  expect(curlOfSend({ sent, requestBody: { text: '{"pin":"••••••••"}', isCut: false } })).toBe(
    [
      "curl 'https://a.test/users?token=<secret>&q=<secret>' \\",
      "  --header 'Content-Type: application/json' \\",
      "  --header 'Authorization: SSWS <secret>' \\",
      String.raw`  --header 'X-Quote: it'\''s' \ `.trimEnd(),
      `  --data-raw '{"pin":"<secret>"}'`,
    ].join('\n'),
  );
});

it.each<[string, Partial<Parameters<typeof curlOfSend>[0]>]>([
  ['# The history kept only the beginning of the body.', { requestBody: { text: 'a', isCut: true } }],
  ['# The history did not keep the body.', {}],
  [
    '# Files of the form stand in the body by their names.',
    {
      sent: { ...sent, headers: [['content-type', 'multipart/form-data; boundary=b']] },
      requestBody: { text: '--b', isCut: false },
    },
  ],
])('says %s', (remark, more) => {
  expect(curlOfSend({ sent, ...more }).split('\n')[0]).toBe(remark);
});

it('takes what was really sent, where an answer came', () => {
  const request = { ...sent, method: 'GET', url: 'https://a.test/', headers: [], bodySizeBytes: 0 };
  const exchange = { request } as unknown as NonNullable<Parameters<typeof curlOfSend>[0]['exchange']>;
  expect(curlOfSend({ sent, exchange })).toBe('curl https://a.test/');
});
