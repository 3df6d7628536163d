import { expect, it } from 'vitest';
import { leavesOut, looksLikePdf } from './page-parts.ts';

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
