import { expect, test } from 'vitest';
import { formatDuration, formatSize } from '../../ui/format-figures.ts';
import { safeFileName } from './save-file.ts';

test('takes the server’s name but never its path', () => {
  expect(safeFileName('attachment; filename="../../etc/passwd"', 'http://x/a', 'text/plain')).toBe('passwd');
  expect(
    safeFileName("attachment; filename*=UTF-8''r%C3%A9sum%C3%A9.pdf", 'http://x/a', 'application/pdf'),
  ).toBe('résumé.pdf');
});

test.each([
  ['attachment; filename="..\\\\..\\\\con.txt"', 'con.txt'],
  ['attachment; filename="a.zip"; filename*=UTF-8\'\'..%2F..%2Fb%20c.zip', 'b c.zip'],
  ['attachment; filename="say \\"hi\\".txt"', 'say -hi-.txt'],
  ['attachment; filename=plain.csv', 'plain.csv'],
  ['attachment; filename="/"', 'a.txt'],
  ["attachment; filename*=ISO-8859-1''plain.csv", 'plain.csv'],
  ["attachment; filename*=UTF-8''%E2%80%AEgpj.exe", '-gpj.exe'],
  [`attachment; filename="${'a'.repeat(400)}.tar.gz"`, `${'a'.repeat(117)}.gz`],
  [`attachment; filename="${'😀'.repeat(200)}"`, '😀'.repeat(120)],
])('of %s only the name counts', (disposition, name) => {
  expect(safeFileName(disposition, 'http://x/a', 'text/plain')).toBe(name);
});

test('makes a name of the address, with an ending that fits', () => {
  expect(safeFileName(undefined, 'http://x/api/v1/users?limit=2', 'application/json')).toBe('users.json');
  expect(safeFileName(undefined, 'http://x/', 'image/png')).toBe('response.png');
  expect(safeFileName(undefined, 'http://x/%zz', '')).toBe('%zz.bin');
  expect(safeFileName(undefined, 'http://x/logo.svg', 'image/svg+xml')).toBe('logo.svg');
});

test('figures read as people say them', () => {
  expect([0.4, 184.3, 1240, 125_000].map(formatDuration)).toEqual(['< 1 ms', '184 ms', '1.24 s', '2 m 5 s']);
  expect([0, 512, 4300, 20 * 1024 * 1024].map(formatSize)).toEqual(['0 B', '512 B', '4.2 KB', '20 MB']);
});
