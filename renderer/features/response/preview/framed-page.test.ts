import { expect, it } from 'vitest';
import { framedPage } from './framed-page.ts';

const parse = (page: string) => new DOMParser().parseFromString(framedPage(page), 'text/html');

it.each([
  ['<p>a</p>', ''],
  ['<!doctype html><p>a</p>', '<!doctype html>'],
  [
    '\n <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN"><img src=/x>',
    '\n <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">',
  ],
  ['<!doctype html "a><script src=/x></script>">', '<!doctype html "a>'],
  ['<!doctype', ''],
  ['<!-- a --><!doctype html>', ''],
  ['', ''],
])('puts the policy before everything of %j but its document type', (page, doctype) => {
  const framed = framedPage(page);
  expect(framed.startsWith(`${doctype}<meta http-equiv="Content-Security-Policy"`)).toBe(true);
  expect(framed.endsWith(page.slice(doctype.length))).toBe(true);
});

it('leaves addresses to the page, and takes its links out of the frame', () => {
  const bases = [
    ...parse('<base href="https://a.test/" target="_self"><a href="x">x</a>').querySelectorAll('base'),
  ];
  expect(bases.map((base) => [base.getAttribute('href'), base.getAttribute('target')])).toEqual([
    [null, '_blank'],
    ['https://a.test/', '_self'],
  ]);
});
