import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isAppError } from '../../core/errors.ts';
import { prepareRequest, type PreparedRequest } from '../../core/http/prepare-request.ts';
import { emptyRequest } from '../../core/http/request.ts';
import { type RawServer, respond, startRawServer } from './testing/raw-server.ts';
import { type TestClient, createTestClient, verdict } from './testing/test-client.ts';

// Of the WHATWG URL standard, section 3.5 and 4.4: what an address means is what the engine says it means.

let proxy: RawServer;
let throughProxy: TestClient;
let direct: TestClient;

beforeAll(async () => {
  // It answers whatever it is asked for, so that hosts need not exist.
  proxy = await startRawServer((socket) => respond(socket, '200 OK', [], 'reached'));
  throughProxy = await createTestClient({ mode: 'custom', url: `http://127.0.0.1:${proxy.port}` });
  direct = await createTestClient();
});
afterAll(() => Promise.all([throughProxy.close(), direct.close(), proxy.close()]));

/** What would be sent, or the code of the refusal. */
function prepare(url: string): PreparedRequest | string {
  try {
    return prepareRequest({
      request: { ...emptyRequest(), url },
      auth: undefined,
      scopes: [],
      generate: () => undefined,
      userAgent: 'Postern/test',
      acceptEncoding: 'gzip',
      boundary: 'B',
    });
  } catch (fault) {
    return isAppError(fault) ? fault.code : String(fault);
  }
}

/** What the engine makes of it: the host, or nothing where it refuses. */
function hostOfEngine(url: string): string | undefined {
  try {
    return new URL(url).host;
  } catch {
    return undefined;
  }
}

/** An address as typed, its host as it is connected to, and whether the window warns of a host that looks otherwise. */
const hosts: [typed: string, host: string, warning?: 'hostRewritten' | 'userInAddress' | 'both'][] = [
  ['http://a.test/', 'a.test'],
  ['http://A.TeSt:8080/', 'a.test:8080'],
  ['HTTP://a.test', 'a.test'],
  ['http://a.test:80/', 'a.test'],
  ['http://a.test:0080/', 'a.test'],
  ['http://a.test:/', 'a.test'],
  ['http://a.test:65535/', 'a.test:65535'],
  ['http://a.test./', 'a.test.'],
  ['http://a_b.test/', 'a_b.test'],
  ['http://-a.test/', '-a.test'],
  ['http://xn--bcher-kva.test/', 'xn--bcher-kva.test'],
  ['http://b\u00fccher.test/', 'xn--bcher-kva.test', 'hostRewritten'],
  ['http://b\u00fccher\u3002test/', 'xn--bcher-kva.test', 'hostRewritten'],
  ['http://\uff41.test/', 'a.test', 'hostRewritten'],
  ['http://a\u00adb.test/', 'ab.test', 'hostRewritten'],
  ['http://stra\u00dfe.test/', 'xn--strae-oqa.test', 'hostRewritten'],
  ['http://a%2Etest/', 'a.test', 'hostRewritten'],
  ['http://%61.test/', 'a.test', 'hostRewritten'],
  ['http://10.0.0.1:81/', '10.0.0.1:81'],
  ['http://167772161/', '10.0.0.1', 'hostRewritten'],
  ['http://0x0a.1/', '10.0.0.1', 'hostRewritten'],
  ['http://012.0.0.1/', '10.0.0.1', 'hostRewritten'],
  ['http://10.1/', '10.0.0.1', 'hostRewritten'],
  ['http://10.0.0.1./', '10.0.0.1', 'hostRewritten'],
  ['http://\uff11\uff10.0.0.1/', '10.0.0.1', 'hostRewritten'],
  ['http://[fd00::1]/', '[fd00::1]'],
  ['http://[FD00:0:0::0001]:8080/', '[fd00::1]:8080', 'hostRewritten'],
  ['http://[::ffff:10.0.0.1]/', '[::ffff:a00:1]', 'hostRewritten'],
  ['http://good.test@evil.test/', 'evil.test', 'userInAddress'],
  ['http://good.test:80@evil.test/', 'evil.test', 'userInAddress'],
  ['http://good.test%2F@evil.test/', 'evil.test', 'userInAddress'],
  ['http://a@good.test@evil.test/', 'evil.test', 'userInAddress'],
  ['http://a@\uff45vil.test/', 'evil.test', 'both'],
  ['http://good.test\\@evil.test/', 'good.test'],
  ['http://good.test#@evil.test/', 'good.test'],
  ['http://good.test?@evil.test/', 'good.test'],
  ['http://good.test/@evil.test/', 'good.test'],
  ['http://good.test:80\\.evil.test/', 'good.test'],
  ['http://good.test;evil.test/', 'good.test;evil.test'],
  ['http://a.test//evil.test/', 'a.test'],
  ['http://a.test/..//evil.test', 'a.test'],
];

const refused = [
  'http://',
  'http:///',
  'http://:80/',
  'http://a@/',
  'http://a.test:65536/',
  'http://a.test:8x/',
  'http://a.test:80:80/',
  'http://a b.test/',
  'http://a<b.test/',
  'http://a^b.test/',
  'http://a|b.test/',
  'http://a%00.test/',
  'http://a%2fb.test/',
  'http://a%zz.test/',
  'http://\u00ad/',
  'http://1.2.3.256/',
  'http://1.2.3.4.5/',
  'http://0x100000000/',
  'http://a.test.1/',
  'http://[::1/',
  'http://[:::1]/',
  'http://[1::2::3]/',
  'http://[fe80::1%25eth0]/',
  'http://[12345::1]/',
  'http://[::1.2.3]/',
  'http://::1/',
  'http://[::1]a/',
];

/** Forms the engine repairs or leaves alone, and Postern refuses: nobody can mean them. */
const refusedByUs = [
  'http://a.te\tst/',
  'http://a.test/\n',
  'http:/a.test/',
  'http:\\\\a.test/',
  'ftp://a.test/',
];

describe('the host that is shown is the host that is connected to', () => {
  it.each(hosts)('%s', async (typed, host, warning) => {
    const prepared = prepare(typed);
    if (typeof prepared === 'string') throw new Error(prepared);
    expect(hostOfEngine(typed)).toBe(host);
    const codes = prepared.warnings.map(({ code }) => code);
    const both = ['userInAddress', 'hostRewritten'];
    expect(codes).toEqual(warning === 'both' ? both : warning === undefined ? [] : [warning]);

    const before = proxy.heads.length;
    const sent = await throughProxy.send(prepared.wire.url, { headers: prepared.wire.headers });
    expect([verdict(sent), proxy.heads.length]).toEqual(['200', before + 1]);
    const [line = '', ...headers] = (proxy.heads.at(-1) ?? '').split('\r\n');
    expect(new URL(line.split(' ')[1] ?? '').host).toBe(host);
    expect(headers.filter((header) => /^host:/i.test(header))).toEqual([`host: ${host}`]);
    expect(new URL(sent.request.url).host).toBe(host);
  });

  it.each(['127.0.0.1', '127.1', '0x7f.1', '2130706433', '0177.0.0.1', '127.0.0.1.', 'LOCALHOST'])(
    'on this machine, typed as %s',
    async (typed) => {
      const server = await startRawServer((socket) => respond(socket, '200 OK', [], 'direct'));
      const prepared = prepare(`http://${typed}:${server.port}/`);
      if (typeof prepared === 'string') throw new Error(prepared);
      const sent = await direct.send(prepared.wire.url);
      expect(verdict(sent)).toBe('200');
      const host = typed === 'LOCALHOST' ? 'localhost' : '127.0.0.1';
      expect(server.heads[0]).toContain(`\r\nhost: ${host}:${server.port}\r\n`);
      expect(sent.request.url).toBe(`http://${host}:${server.port}/`);
      await server.close();
    },
  );

  it.each(refused)('%j is refused, as by the engine', (typed) => {
    expect([hostOfEngine(typed), prepare(typed)]).toEqual([undefined, 'ERR_REQUEST_INVALID_URL']);
  });

  it.each(refusedByUs)('%j is refused', (typed) => {
    expect(prepare(typed)).toBe('ERR_REQUEST_INVALID_URL');
  });
});
