import { describe, expect, it } from 'vitest';
import { guard, ownHosts } from './guard.ts';

const port = 4571;
const hosts = ownHosts(port);

function ask(rawHeaders: string[], method = 'GET', target = '/') {
  return guard({ method, target, rawHeaders }, hosts)?.status;
}

/** Names that reach loopback, or might be made to, in every spelling but the two exact ones. */
function strangeHosts(): string[] {
  const names = [
    'localhost',
    'LOCALHOST',
    'localhost.',
    'evil.test',
    '127.0.0.1.evil.test',
    '127.0.0.1.',
    '127.0.0.1.nip.io',
    '127.1',
    '127.0.1',
    '127.000.000.001',
    '0177.0.0.1',
    '0x7f.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '2130706433',
    '017700000001',
    '0.0.0.0',
    '0',
    '127.0.0.2',
    '127.255.255.254',
    '[::]',
    '[::2]',
    '[0:0:0:0:0:0:0:1]',
    '[0000::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::1%lo]',
    '::1',
    '[::1',
    'user@127.0.0.1',
    'http://127.0.0.1',
    '127.0.0.1/',
    '127.0.0.1#',
    '127.0.0.1?',
    '１２７.0.0.1',
    'ⓛocalhost',
    'xn--127-0-0-1',
    'router.local',
    'postern',
    '169.254.169.254',
  ];
  const ports = [`:${port}`, '', `:${port + 1}`, ':0', `:0${port}`, `:${port} `];
  return names
    .flatMap((name) => ports.map((suffix) => `${name}${suffix}`))
    .concat(
      ['', ' ', ':', `:${port}`, '127.0.0.1', '[::1]', `127.0.0.1:${port + 1}`, `127.0.0.1:0${port}`],
      [
        `127.0.0.1:${port}, evil.test`,
        `127.0.0.1:${port}:${port}`,
        ` 127.0.0.1:${port}`,
        `127.0.0.1:${port} `,
      ],
    );
}

describe('Host', () => {
  it('lets the two exact values pass', () => {
    expect(hosts).toEqual([`127.0.0.1:${port}`, `[::1]:${port}`]);
    for (const host of hosts) expect(ask(['Host', host])).toBeUndefined();
  });

  it('misdirects every other value', () => {
    const values = strangeHosts();
    expect(values.length).toBeGreaterThanOrEqual(200);
    for (const value of values) expect([value, ask(['Host', value])]).toEqual([value, 421]);
  });

  it('misdirects a missing and a doubled one', () => {
    expect(ask([])).toBe(421);
    expect(ask(['Host', hosts[0]!, 'Host', hosts[0]!])).toBe(421);
    expect(ask(['Host', hosts[0]!, 'host', 'evil.test'])).toBe(421);
  });

  it('refuses a target that would outrank it', () => {
    expect(ask(['Host', hosts[0]!], 'GET', 'http://evil.test/')).toBe(400);
    expect(ask(['Host', hosts[0]!], 'GET', '//evil.test/')).toBe(400);
    expect(ask(['Host', hosts[0]!], 'OPTIONS', '*')).toBe(400);
  });
});

describe('the way a browser marks a foreign page', () => {
  const own = ['Host', hosts[0]!];
  const origins = [
    'null',
    'http://evil.test',
    'https://127.0.0.1:4571',
    'http://localhost:4571',
    `http://127.0.0.1:${port + 1}`,
    'http://127.0.0.1',
    `http://[::1]:${port}`,
    `http://127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}.evil.test`,
    'file://',
    'chrome-extension://abcdefgh',
    'app://postern',
    'http://192.168.1.1',
    'https://example.com',
    'http://user@127.0.0.1:4571',
    'data:',
    'about:blank',
    'http://0.0.0.0:4571',
    'ws://127.0.0.1:4571',
    '',
  ];

  it.each(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'])(
    'refuses %s from 20 foreign origins',
    (method) => {
      expect(origins).toHaveLength(20);
      for (const origin of origins) {
        const status = ask(
          [...own, 'Origin', origin, 'Content-Type', 'application/json'],
          method,
          '/api/call',
        );
        expect([origin, status]).toEqual([origin, 403]);
      }
    },
  );

  it.each(['cross-site', 'same-site', 'garbage', ''])('refuses Sec-Fetch-Site "%s"', (site) => {
    expect(ask([...own, 'Sec-Fetch-Site', site])).toBe(403);
  });

  it.each(['same-origin', 'none'])('takes Sec-Fetch-Site "%s"', (site) => {
    expect(ask([...own, 'Sec-Fetch-Site', site])).toBeUndefined();
  });

  it('refuses a second Origin', () => {
    const origin = `http://${hosts[0]}`;
    expect(ask([...own, 'Origin', origin, 'Origin', origin])).toBe(403);
  });
});

describe('requests that change something', () => {
  const own = ['Host', hosts[0]!, 'Origin', `http://${hosts[0]}`];

  it('take JSON from our own origin', () => {
    expect(ask([...own, 'Content-Type', 'application/json'], 'POST', '/api/call')).toBeUndefined();
    expect(
      ask([...own, 'Content-Type', 'application/json; charset=utf-8'], 'POST', '/api/call'),
    ).toBeUndefined();
    expect(ask([...own, 'Content-Type', 'application/octet-stream'], 'POST', '/upload')).toBeUndefined();
  });

  it('need an Origin', () => {
    expect(ask(['Host', hosts[0]!, 'Content-Type', 'application/json'], 'POST', '/api/call')).toBe(403);
  });

  it.each([
    undefined,
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json, text/plain',
    'text/plain; application/json',
    'application/json; charset=utf-16',
  ])('refuse the type %s, which a form could send or nobody agreed on', (type) => {
    const headers = type === undefined ? own : [...own, 'Content-Type', type];
    expect(ask(headers, 'POST', '/api/call')).toBe(415);
    expect(ask(headers, 'POST', '/upload')).toBe(415);
  });

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND'])(
    'are never a %s',
    (method) => {
      expect(ask([...own, 'Content-Type', 'application/json'], method, '/api/call')).toBe(405);
    },
  );
});
