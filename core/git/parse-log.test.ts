import { describe, expect, it } from 'vitest';
import { parseLog } from './parse-log.ts';
import { parseNameStatus } from './parse-name-status.ts';

const name = (digit: string) => digit.repeat(40);

describe('the log', () => {
  it('is read commit by commit, whatever stands in a subject', () => {
    const text = [
      name('a'),
      'Ada',
      '1700000000',
      'one | two\ttabs %s',
      name('b'),
      '',
      'never',
      '',
      name('c'),
      'x'.repeat(900),
      '99999999999999999999',
      's'.repeat(900),
      '',
    ].join('\0');
    expect(parseLog(text)).toEqual([
      {
        commit: name('a'),
        author: 'Ada',
        authoredAtEpochMs: 1_700_000_000_000,
        subject: 'one | two\ttabs %s',
      },
      { commit: name('b'), author: '', authoredAtEpochMs: 0, subject: '' },
      {
        commit: name('c'),
        author: 'x'.repeat(200),
        authoredAtEpochMs: 8.64e15,
        subject: 's'.repeat(500),
      },
    ]);
    expect(parseLog('')).toEqual([]);
  });
});

describe('the files of a commit', () => {
  it('are read with what became of them', () => {
    const text = 'M\0a b\0R087\0old\0new\0A\0added\0C100\0from\0copy\0D\0gone\0T\0link\0';
    expect(parseNameStatus(text)).toEqual([
      { path: 'a b', state: 'changed' },
      { path: 'new', oldPath: 'old', state: 'renamed' },
      { path: 'added', state: 'added' },
      { path: 'copy', state: 'added' },
      { path: 'gone', state: 'deleted' },
      { path: 'link', state: 'changed' },
    ]);
    expect(parseNameStatus('')).toEqual([]);
  });
});
