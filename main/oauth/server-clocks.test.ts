import { expect, it } from 'vitest';
import { ServerClocks } from './server-clocks.ts';

const now = 1_000_000;
const address = 'https://acme.test/oauth2/v1/token';

it('gives this machine’s time until somebody chooses the server’s', () => {
  const clocks = new ServerClocks();
  clocks.hear(address, -300);
  expect(clocks.timeFor(address, now)).toBe(now);
  clocks.follow('https://acme.test', 300);
  expect(clocks.timeFor(address, now)).toBe(now + 300_000);
  expect(clocks.timeFor('https://acme.test/api/v1/users', now)).toBe(now + 300_000);
  expect(clocks.timeFor('https://other.test/', now)).toBe(now);
});

it('follows what answers say, and leaves off where this machine’s clock was put right', () => {
  const clocks = new ServerClocks();
  clocks.follow('https://acme.test', 300);
  clocks.hear(address, -200);
  expect(clocks.timeFor(address, now)).toBe(now + 200_000);
  clocks.hear(address, undefined);
  expect(clocks.timeFor(address, now)).toBe(now + 200_000);
  clocks.hear(address, -2);
  expect(clocks.timeFor(address, now)).toBe(now);
  clocks.hear(address, -300);
  expect(clocks.timeFor(address, now)).toBe(now);
});
