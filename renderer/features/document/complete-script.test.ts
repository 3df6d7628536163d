import { expect, it } from 'vitest';
import { completeScript } from './complete-script.ts';

it.each([
  ["require('", '', 'lodash'],
  ['const x = require( "cry', 'cry', 'crypto-js'],
  ["const parse = require('csv-parse/l", 'csv-parse/l', 'csv-parse/lib/sync'],
  ['const hash = Cry', 'Cry', 'CryptoJS'],
  ['  xml', 'xml', 'xml2Json'],
  ['x', 'x', '_'],
])('offers names after %s', (before, typed, name) => {
  const found = completeScript(before, 'afterResponse');
  expect(found?.typed).toBe(typed);
  expect(found?.names).toContain(name);
});

it.each(['', 'pm.', 'pm.re', "require('lodash'", "const text = 'Cry", '"', "pm.require('", 'x = 1 '])(
  'offers nothing after %s',
  (before) => {
    expect(completeScript(before, 'afterResponse')).toBeUndefined();
  },
);

it('offers the names of the tool that a script was written for', () => {
  expect(completeScript('b', 'bruno:tests')?.names).toContain('bru');
  expect(completeScript('b', 'afterResponse')?.names).not.toContain('bru');
  expect(completeScript('i', 'insomnia:pre-request')?.names).toContain('insomnia');
});
