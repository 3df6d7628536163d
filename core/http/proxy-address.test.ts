import { describe, expect, it } from 'vitest';
import { proxyAddressProblem } from './proxy-address.ts';

describe('proxyAddressProblem', () => {
  it('takes the three schemes, with or without user and port', () => {
    for (const address of [
      'http://proxy.example:3128',
      ' https://user:pass@proxy.example/ ',
      'socks5://127.0.0.1:1080',
      'http://[::1]:8080',
      'http://proxy',
    ]) {
      expect(proxyAddressProblem(address), address).toBeUndefined();
    }
  });

  it('refuses everything else', () => {
    for (const address of [
      '',
      'proxy.example:3128',
      'ftp://proxy.example',
      'http://',
      'http://proxy:0',
      'http://proxy:70000',
      'http://proxy/path',
      'http://a b',
    ]) {
      expect(proxyAddressProblem(address), address).toBeTypeOf('string');
    }
  });
});
