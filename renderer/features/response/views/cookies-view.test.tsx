import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Cookie } from '../../../../core/http/exchange.ts';
import { CookiesView, refusedCookies } from './cookies-view.tsx';

afterEach(cleanup);

const cookie = (name: string, more: Partial<Cookie> = {}): Cookie => ({
  name,
  value: '1',
  domain: 'a.test',
  path: '/',
  secure: false,
  httpOnly: false,
  ...more,
});

test('names each cookie once that the answer sets and the jar did not take', () => {
  const headers: [string, string][] = [
    ['Set-Cookie', 'sid=1; Path=/'],
    ['set-cookie', 'other=1; Domain=evil.test'],
    ['set-cookie', 'other=2; Domain=evil.test'],
    ['set-cookie', '=nameless'],
    ['x-else', 'bad=1'],
  ];
  expect(refusedCookies(headers, [cookie('sid')])).toEqual(['other']);
});

test('says that a cookie of the past is removed', () => {
  const cookies = [cookie('gone', { expiresAtEpochSec: 10 }), cookie('kept', { expiresAtEpochSec: 4e9 })];
  render(<CookiesView cookies={cookies} headers={[]} setAtEpochMs={1_000_000} />);
  expect(screen.getByRole('row', { name: /gone/ }).textContent).toContain('removed');
  expect(screen.getByRole('row', { name: /kept/ }).textContent).not.toContain('removed');
});
