import { describe, expect, it } from 'vitest';
import { generatePlain, generatedNames, isGeneratedName, isWordedGeneratedName } from './generated.ts';

/** Counts up, so that what comes out is known. */
function counting() {
  let next = 0;
  return {
    randomBytes: (count: number) => Uint8Array.from({ length: count }, () => next++ & 0xff),
    nowEpochMs: 1_700_000_000_999,
    nowIso: '2023-11-14T22:13:20.999Z',
  };
}

describe('generated values', () => {
  it.each([
    ['$guid', '00010203-0405-4607-8809-0a0b0c0d0e0f'],
    ['$randomUUID', '00010203-0405-4607-8809-0a0b0c0d0e0f'],
    ['$timestamp', '1700000000'],
    ['$isoTimestamp', '2023-11-14T22:13:20.999Z'],
    ['$randomInt', String(0x00010203 % 1001)],
    ['$randomBoolean', 'true'],
    ['$randomHexColor', '#000102'],
    ['$randomIP', '0.1.2.3'],
    ['$randomIPV6', '0001:0203:0405:0607:0809:0a0b:0c0d:0e0f'],
    ['$randomMACAddress', '00:01:02:03:04:05'],
  ])('%s', (name, value) => {
    expect(generatePlain(name, counting())).toBe(value);
  });

  it('is new on every call', () => {
    const source = counting();
    expect(generatePlain('$guid', source)).not.toBe(generatePlain('$guid', source));
    expect(generatePlain('$randomPassword', source)).toMatch(/^[0-9A-Za-z]{15}$/);
    expect(generatePlain('$randomAlphaNumeric', source)).toMatch(/^[0-9A-Za-z]$/);
  });

  it('lists every name once and knows which need word lists', () => {
    expect(new Set(generatedNames).size).toBe(generatedNames.length);
    expect(generatedNames.length).toBeGreaterThan(110);
    for (const name of generatedNames) {
      expect(isWordedGeneratedName(name)).toBe(generatePlain(name, counting()) === undefined);
    }
    expect(isGeneratedName('$guid')).toBe(true);
    expect(isGeneratedName('guid')).toBe(false);
    expect(generatePlain('constructor', counting())).toBeUndefined();
  });
});
