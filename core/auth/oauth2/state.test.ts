import { describe, expect, it } from 'vitest';
import { composeState, isLegalState, sameState } from './state.ts';

const random = 'abcdefghijklmnopqrstuv';

describe('state', () => {
  it('is random, and a typed one gets a random part', () => {
    expect(composeState('', random)).toBe(random);
    expect(composeState('mine,1.2_3-4', random)).toBe(`mine,1.2_3-4.${random}`);
    expect(isLegalState(composeState('state', random))).toBe(true);
  });

  it.each(['a b', 'a/b', 'a+b', 'a=b', 'é', 'a\n', '{{x}}', '<'])(
    'refuses %j, which Okta does not take',
    (typed) => {
      expect(() => composeState(typed, random)).toThrow(
        expect.objectContaining({ code: 'ERR_OAUTH_STATE_INVALID' }),
      );
    },
  );

  it.each(['', 'short', 'not legal not legal not'])('refuses the random part %j', (part) => {
    expect(() => composeState('', part)).toThrow(
      expect.objectContaining({ code: 'ERR_OAUTH_STATE_INVALID' }),
    );
  });

  it('is compared as a whole', () => {
    expect(sameState('abc', 'abc')).toBe(true);
    for (const other of ['', 'ab', 'abcd', 'Abc', 'abd', 'abc ']) expect(sameState('abc', other)).toBe(false);
    expect(sameState('', '')).toBe(false);
    expect(sameState('abc\0', 'abc')).toBe(false);
    expect(sameState('abc', 'abc\0')).toBe(false);
  });
});
