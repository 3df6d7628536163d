import { describe, expect, it } from 'vitest';
import { isPrivateAddress, isPrivateHost } from './private-address.ts';

describe('isPrivateAddress', () => {
  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1%eth0',
    'fd12:3456::1',
    '::ffff:10.0.0.1',
  ])('%s is one', (address) => expect(isPrivateAddress(address)).toBe(true));

  it.each([
    '8.8.8.8',
    '172.32.0.1',
    '100.128.0.1',
    '2001:4860:4860::8888',
    '::ffff:8.8.8.8',
    'example.com',
    '',
  ])('%s is none', (address) => expect(isPrivateAddress(address)).toBe(false));
});

describe('isPrivateHost', () => {
  it.each(['localhost', 'LOCALHOST.', 'a.localhost', '[::1]', '10.0.0.1'])('%s is one', (hostname) =>
    expect(isPrivateHost(hostname)).toBe(true),
  );
  it.each(['localhost.test', 'notlocalhost', '8.8.8.8', ''])('%s is none', (hostname) =>
    expect(isPrivateHost(hostname)).toBe(false),
  );
});
