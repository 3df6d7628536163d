import { describe, expect, it } from 'vitest';
import { hasMaskedPassword, joinProxyPassword, splitProxyPassword } from './proxy-password.ts';
import { proxyAddressProblem } from './proxy-address.ts';

describe('the password of a proxy', () => {
  it.each([
    ['http://user:pa%3Ass@proxy.example:3128', 'pa%3Ass'],
    ['socks5://u:p@[::1]:1080', 'p'],
    [' https://user:a:b@proxy ', 'a:b'],
  ])('is parted from %s and put back', (address, password) => {
    const split = splitProxyPassword(address);
    expect(split.password).toBe(password);
    expect(split.address).not.toContain(`:${password}@`);
    expect(hasMaskedPassword(split.address)).toBe(true);
    expect(proxyAddressProblem(split.address)).toBeUndefined();
    expect(joinProxyPassword(split.address, password)).toBe(address.trim());
    expect(joinProxyPassword(split.address, undefined)).toBe(address.trim().replace(`:${password}@`, '@'));
  });

  it.each(['http://proxy:3128', 'http://user@proxy', 'http://user:@proxy', '', 'nonsense'])(
    'is not in %j',
    (address) => {
      expect(splitProxyPassword(address)).toEqual({ address, password: undefined });
      expect(joinProxyPassword(address, 'x')).toBe(address);
    },
  );
});
