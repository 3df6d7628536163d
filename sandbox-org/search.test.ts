import { describe, expect, it } from 'vitest';
import type { JsonObject } from './json-value.ts';
import { textAt } from './test-client.ts';
import { equalOnly, readSearch, searchableDate, searchableText, type SearchRules } from './search.ts';

const people: JsonObject[] = [
  { id: '1', status: 'ACTIVE', lastUpdated: '2024-01-01T00:00:00.000Z', profile: { name: 'Ada', age: 30 } },
  {
    id: '2',
    status: 'ACTIVE',
    lastUpdated: '2024-06-01T00:00:00.000Z',
    profile: { name: 'adam', city: null },
  },
  {
    id: '3',
    status: 'STAGED',
    lastUpdated: '2025-01-01T00:00:00.000Z',
    profile: { name: 'Bo "the" \\', age: 4 },
  },
];

const rules: SearchRules = {
  caseSensitiveValues: false,
  ruleOf: (name) => (name === 'lastUpdated' ? searchableDate : searchableText),
};

const found = (search: string, with_: SearchRules = rules): string => {
  const accepts = readSearch(new URLSearchParams({ search }), { search: with_ });
  return people
    .filter((person) => accepts(person))
    .map((person) => textAt(person, 'id'))
    .join();
};

describe('search', () => {
  it.each([
    ['status eq "ACTIVE"', '1,2'],
    ['status EQ "active"', '1,2'],
    ['profile.name sw "ad"', '1,2'],
    ['profile.name co "da"', '1,2'],
    ['profile.name eq "ada"', '1'],
    ['profile.name gt "adam"', '3'],
    ['profile.name le "adam"', '1,2'],
    ['profile.age eq 30', '1'],
    ['profile.age gt 4', '1'],
    ['profile.age ge 4', '1,3'],
    ['profile.age lt 30', '3'],
    ['profile.age eq "30"', ''],
    ['profile.age gt "1"', ''],
    ['profile.age pr', '1,3'],
    ['profile.city pr', ''],
    ['profile.name eq "Bo \\"the\\" \\\\"', '3'],
    ['lastUpdated gt "2024-06-01T00:00:00.000Z"', '3'],
    ['lastUpdated ge "2024-06-01T02:00:00.000+02:00"', '2,3'],
    ['lastUpdated lt "2024-06-01"', '1'],
    ['id eq "1" or id eq "2" and status eq "STAGED"', '1'],
    ['(id eq "1" or id eq "2") and status eq "ACTIVE"', '1,2'],
    ['((id eq "3"))', '3'],
    ['id eq "1" AND status eq "ACTIVE" Or id eq "3"', '1,3'],
    ['  status eq "STAGED"  ', '3'],
    ['id eq "1"and status eq "ACTIVE"', '1'],
    ['profile.__proto__ pr', ''],
    ['constructor.name pr', ''],
  ])('%s finds %s', (search, ids) => {
    expect(found(search)).toBe(ids);
  });

  it.each([
    ['status'],
    ['status eq'],
    ['status eq ACTIVE'],
    ["status eq 'ACTIVE'"],
    ['status eq "ACTIVE'],
    ['status is "ACTIVE"'],
    ['"ACTIVE" eq status'],
    ['(status eq "ACTIVE"'],
    ['status eq "ACTIVE")'],
    ['status eq "ACTIVE" and'],
    ['or status eq "ACTIVE"'],
    ['status eq "A" status eq "B"'],
    ['not (status eq "ACTIVE")'],
    ['()'],
    ['status eq 5x'],
    ['profile[name eq "x"]'],
    ['status ne "ACTIVE"'],
    ['lastUpdated sw "2024"'],
    ['status eq "a" or '.repeat(1000)],
    [`${'('.repeat(21)}id eq "1"${')'.repeat(21)}`],
  ])('refuses %s', (search) => {
    expect(() => found(search)).toThrow(expect.objectContaining({ code: 'E0000031', status: 400 }));
  });

  it('takes parentheses to a depth of 20', () => {
    expect(found(`${'('.repeat(20)}id eq "1"${')'.repeat(20)}`)).toBe('1');
  });

  it('refuses a date that is none', () => {
    for (const date of ['yesterday', '"yesterday"', '"2024-13-45"', '5']) {
      const expected = date === 'yesterday' ? 'E0000031' : 'E0000030';
      expect(() => found(`lastUpdated gt ${date}`)).toThrow(expect.objectContaining({ code: expected }));
    }
  });

  it('refuses attributes outside the rules', () => {
    const none: SearchRules = { caseSensitiveValues: true, ruleOf: () => undefined };
    expect(() => found('id eq "1"', none)).toThrow(expect.objectContaining({ code: 'E0000031' }));
  });

  it('compares values by case where the rules say so', () => {
    const strict: SearchRules = { caseSensitiveValues: true, ruleOf: () => equalOnly };
    expect(found('status eq "active"', strict)).toBe('');
    expect(found('status eq "ACTIVE"', strict)).toBe('1,2');
  });

  it('compares with any element of a list, and "ne" with all', () => {
    const event = { target: [{ id: 'a' }, { id: 'b' }] };
    const any: SearchRules = {
      caseSensitiveValues: true,
      ruleOf: () => ({ type: 'text', operators: ['eq', 'ne', 'ew'] }),
    };
    const test = (filter: string): boolean =>
      readSearch(new URLSearchParams({ filter }), { filter: any })(event);
    expect(test('target.id eq "b"')).toBe(true);
    expect(test('target.id ew "c"')).toBe(false);
    expect(test('target.id ne "b"')).toBe(false);
    expect(test('target.id ne "c"')).toBe(true);
  });

  it('does not take search and filter together, nor look at what the list does not offer', () => {
    const both = new URLSearchParams({ search: 'id eq "1"', filter: 'id eq "1"' });
    expect(() => readSearch(both, { search: rules, filter: rules })).toThrow(
      expect.objectContaining({ code: 'E0000033' }),
    );
    expect(readSearch(new URLSearchParams({ search: 'nonsense' }), {})({})).toBe(true);
  });
});
