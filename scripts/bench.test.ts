import { expect, it } from 'vitest';
import { listFigures, loadFigure, runFigure } from './bench.mjs';

/** These need neither a browser nor the built window. */
const onNode = ['assertion', 'import', 'libraries', 'send', 'template'];

it('finds a function to measure with in every module', async () => {
  expect(listFigures()).toEqual(expect.arrayContaining([...onNode, 'cli-start', 'start', 'typing']));
  for (const name of listFigures()) expect(await loadFigure(name), name).toBeTypeOf('function');
});

it('measures each figure with next to nothing to do', { timeout: 180_000 }, async () => {
  for (const name of onNode) {
    const rows = await runFigure(name, { smoke: true });
    expect(rows.length, name).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.floor, row.name).toBeGreaterThan(0);
      expect(row.ratio, row.name).toBeCloseTo(row.ours / row.floor);
    }
  }
});
