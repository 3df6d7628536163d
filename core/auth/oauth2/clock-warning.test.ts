import { describe, expect, it } from 'vitest';
import { clockWarning } from './clock-warning.ts';

describe('clockWarning', () => {
  it.each([undefined, 0, 60, -60])('is silent at %s seconds', (skewSec) => {
    expect(clockWarning(skewSec)).toBeUndefined();
  });

  it('says which way and how far the clock is off', () => {
    expect(clockWarning(61)).toMatchObject({
      code: 'clockOff',
      message: expect.stringContaining('61 seconds ahead'),
    });
    expect(clockWarning(-7_200)?.message).toContain('2 hours behind');
  });
});
