import { expect, it } from 'vitest';
import { leavesOut, looksLikePdf, typeOfBytes } from './page-parts.ts';

it.each([
  '<script>alert(1)</script>',
  '<link rel="stylesheet" href="/a.css">',
  '<style>@import "a.css"</style>',
  '<img alt="x" src="https://a.example/x.png">',
  '<img src=logo.png>',
  '<p style="background: url(//a.example/x.png)">',
])('says that a preview leaves something out of %s', (html) => {
  expect(leavesOut(html)).toBe(true);
});

it.each([
  '<p>Hello</p>',
  '<link rel="icon" href="/x.ico">',
  '<img src="data:image/png;base64,AA">',
  '<a href="https://a.example/">x</a>',
])('says nothing about %s', (html) => {
  expect(leavesOut(html)).toBe(false);
});

it('knows a PDF document by its beginning', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(looksLikePdf(bytes('%PDF-1.7\n'))).toBe(true);
  expect(looksLikePdf(bytes('\n\n%PDF-1.4'))).toBe(true);
  expect(looksLikePdf(bytes('<html>%PDF'))).toBe(false);
  expect(looksLikePdf(bytes(`${' '.repeat(2_000)}%PDF-1.4`))).toBe(false);
});

it.each([
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], 'image/png'],
  [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
  [Array.from('GIF89a...', (letter) => letter.charCodeAt(0)), 'image/gif'],
  [Array.from('RIFF....WEBPVP8 ', (letter) => letter.charCodeAt(0)), 'image/webp'],
  [Array.from('RIFF....WAVEfmt ', (letter) => letter.charCodeAt(0)), undefined],
  [Array.from('%PDF-1.7', (letter) => letter.charCodeAt(0)), 'application/pdf'],
  [Array.from('<svg onload=x>', (letter) => letter.charCodeAt(0)), undefined],
  [[], undefined],
])('knows what bytes are by how they begin: %j', (bytes, type) => {
  expect(typeOfBytes(new Uint8Array(bytes))).toBe(type);
});
