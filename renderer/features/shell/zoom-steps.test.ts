import { expect, it } from 'vitest';
import { zoomChoices, zoomStep } from './zoom-steps.ts';

it('steps from any zoom to the next one offered, and stops at the ends', () => {
  expect([zoomStep(100, 'in'), zoomStep(100, 'out')]).toEqual([110, 90]);
  expect([zoomStep(103, 'in'), zoomStep(103, 'out')]).toEqual([110, 100]);
  expect([zoomStep(300, 'in'), zoomStep(75, 'out'), zoomStep(300, 'out')]).toEqual([
    undefined,
    undefined,
    250,
  ]);
});

it('offers the zoom in use too', () => {
  expect(zoomChoices(100)).toHaveLength(11);
  expect(zoomChoices(133)).toContain(133);
  expect(zoomChoices(133).toSorted((left, right) => left - right)).toEqual(zoomChoices(133));
});
