import { describe, expect, it } from 'vitest';
import { bestMatches, fuzzyScore } from './fuzzy-match.ts';

const best = (texts: string[], query: string, limit = 10) =>
  bestMatches(texts, query, { textOf: (text) => text, limit });

describe('fuzzyScore', () => {
  it('wants every word, in any order and case', () => {
    expect(fuzzyScore('List users', 'USERS list')).toBeGreaterThan(0);
    expect(fuzzyScore('List users', 'list groups')).toBeUndefined();
  });

  it('finds letters with few gaps, but not with many', () => {
    expect(fuzzyScore('List users', 'lsus')).toBeGreaterThan(0);
    expect(fuzzyScore('Get user by login', 'gul')).toBeGreaterThan(0);
    expect(fuzzyScore('Create user with password', 'susp')).toBeUndefined();
    expect(fuzzyScore('a1b2c3d4e5f6g7h8', 'abcdefgh')).toBeUndefined();
  });

  it('finds other words as they are, below the text itself', () => {
    expect(fuzzyScore('Import', 'postman', 'postman file')).toBeLessThan(
      fuzzyScore('Postman', 'postman') ?? 0,
    );
    expect(fuzzyScore('Import', 'pst', 'postman file')).toBeUndefined();
  });

  it('gives every text a score for a blank query', () => {
    expect(fuzzyScore('anything', '  ')).toBeDefined();
  });
});

describe('bestMatches', () => {
  it('puts starts before word starts before the rest, and short before long', () => {
    expect(best(['Get a user', 'Users', 'Superuser', 'User types'], 'user')).toEqual([
      'Users',
      'User types',
      'Get a user',
      'Superuser',
    ]);
  });

  it('keeps the order of equals and stops at the limit', () => {
    expect(best(['b1', 'a1', 'c1'], '1', 2)).toEqual(['b1', 'a1']);
  });
});
