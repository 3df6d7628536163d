import { describe, expect, it } from 'vitest';
import { tabAfter, tabBefore, withStep } from './trail.ts';

const steps = [
  { from: 'a', to: 'b' },
  { from: 'b', to: 'c' },
  { from: 'a', to: 'd' },
];

describe('the trail of followed links', () => {
  it('goes back and forth, and takes the last branch', () => {
    const all = () => true;
    expect(tabBefore(steps, 'c', all)).toBe('b');
    expect(tabBefore(steps, 'a', all)).toBeUndefined();
    expect(tabAfter(steps, 'a', all)).toBe('d');
    expect(tabAfter(steps, 'c', all)).toBeUndefined();
  });

  it('passes closed tabs over', () => {
    const isOpen = (key: string) => key !== 'b' && key !== 'd';
    expect(tabBefore(steps, 'c', isOpen)).toBe('a');
    expect(tabAfter(steps, 'a', isOpen)).toBe('c');
    expect(tabBefore(steps, 'b', () => false)).toBeUndefined();
    expect(tabAfter(steps, 'a', () => false)).toBeUndefined();
  });

  it('keeps the last two hundred steps', () => {
    let kept = steps;
    for (let index = 0; index < 300; index += 1)
      kept = withStep(kept, { from: `${index}`, to: `${index + 1}` });
    expect(kept).toHaveLength(200);
  });
});
