import { describe, expect, it } from 'vitest';
import { classifyRedirectUri, isRedirectTo } from './redirect-uri.ts';

describe('classifyRedirectUri', () => {
  it.each([
    ['http://localhost:8080/authorization-code/callback', 'localhost', 8080, '/authorization-code/callback'],
    ['http://127.0.0.1:9000/cb', '127.0.0.1', 9000, '/cb'],
    ['http://[::1]:9000/cb', '[::1]', 9000, '/cb'],
    ['http://localhost', 'localhost', 80, '/'],
    ['http://LOCALHOST:1/x', 'localhost', 1, '/x'],
  ])('takes %s for loopback', (uri, hostname, port, path) => {
    expect(classifyRedirectUri(uri)).toMatchObject({ kind: 'loopback', hostname, port, path });
  });

  it.each([
    'http://127.0.0.1.evil.test/cb',
    'http://localhost.evil.test/cb',
    'http://localhost./cb',
    'http://0x7f.1/cb',
    'http://2130706433/cb',
    'http://0177.0.0.1/cb',
    'http://127.1/cb',
    'http://127.0.0.2/cb',
    'http://[::ffff:127.0.0.1]/cb',
    'http://[::]/cb',
    'http://0.0.0.0/cb',
    'https://localhost/cb',
    'https://127.0.0.1/cb',
    'https://oauth.pstmn.io/v1/callback',
    'http://evil.test/127.0.0.1/cb',
    'http://evil.test?localhost',
  ])('takes %s for somebody else’s', (uri) => {
    expect(classifyRedirectUri(uri).kind).toBe('foreign');
  });

  it.each([
    ['app.postern:/oauth/callback', true],
    ['APP.POSTERN:/oauth/callback', true],
    ['com.example.app:/callback', false],
    ['myapp://callback', false],
    ['app.postern.evil:/oauth/callback', false],
  ])('tells private schemes apart: %s', (uri, isOurs) => {
    expect(classifyRedirectUri(uri)).toMatchObject({ kind: 'customScheme', isOurs });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['localhost:8080', 'notAbsolute'],
    ['localhost:8080/cb', 'notAbsolute'],
    ['/callback', 'notAbsolute'],
    ['http://', 'notAbsolute'],
    ['http:localhost/cb', 'notAbsolute'],
    ['http:///localhost/cb', 'notAbsolute'],
    ['http://localhost:8080/cb#', 'fragment'],
    ['app.postern:/cb#x', 'fragment'],
    ['http://user@localhost/cb', 'credentials'],
    ['http://127.0.0.1@evil.test/cb', 'credentials'],
    ['http://localhost/a b', 'characters'],
    ['http://local\thost/', 'characters'],
    ['http://localhost\\@evil.test/', 'characters'],
    ['http://löcalhost/', 'characters'],
    ['{{redirect}}', 'characters'],
    ['javascript:alert(1)', 'scheme'],
    ['data:text/html,x', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
  ])('refuses %j', (uri, reason) => {
    expect(classifyRedirectUri(uri)).toMatchObject({ kind: 'invalid', reason });
  });
});

describe('isRedirectTo', () => {
  const uri = 'http://localhost:8080/cb?tenant=a';

  it('takes the same place with parameters added', () => {
    expect(isRedirectTo(uri, 'http://localhost:8080/cb?tenant=a&code=1')).toBe(true);
    expect(isRedirectTo(uri, 'http://localhost:8080/cb?tenant=a#code=1')).toBe(true);
    expect(isRedirectTo('app.postern:/oauth/callback', 'app.postern:/oauth/callback?code=1')).toBe(true);
  });

  it.each([
    'http://localhost:8080/cb?code=1',
    'http://localhost:8080/cb?tenant=ab&code=1',
    'http://localhost:8080/cb/?tenant=a',
    'http://localhost:8081/cb?tenant=a',
    'http://127.0.0.1:8080/cb?tenant=a',
    'https://localhost:8080/cb?tenant=a',
    'http://localhost:8080/CB?tenant=a',
    'http://x@localhost:8080/cb?tenant=a',
    'http://localhost:8080/x/../cb2?tenant=a',
    'nonsense',
  ])('refuses %s', (address) => {
    expect(isRedirectTo(uri, address)).toBe(false);
  });

  it.each([
    'app.postern:/oauth/callback/x?code=1',
    'app.postern://oauth/callback?code=1',
    'app.postern:oauth/callback?code=1',
    'app.posternx:/oauth/callback?code=1',
  ])('refuses %s for the app', (address) => {
    expect(isRedirectTo('app.postern:/oauth/callback', address)).toBe(false);
  });
});
