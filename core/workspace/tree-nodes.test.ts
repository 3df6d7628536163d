import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { treeNodeSchema } from './tree-node.ts';
import { treeNodesSchema } from './tree-nodes.ts';

const node = {
  id: 'a',
  kind: 'request',
  name: 'A',
  parentId: 'c',
  method: 'GET',
  order: 1.5,
  exampleCount: 2,
};
const whole = z.array(treeNodeSchema);

describe('treeNodesSchema', () => {
  it('gives a list that fits as it is', () => {
    const list = [{ id: 'c', kind: 'collection', name: '' }, node, { ...node, order: undefined }];
    expect(treeNodesSchema.parse(list)).toBe(list);
  });

  it('leaves out what is too much, and refuses what does not fit', () => {
    expect(treeNodesSchema.parse([{ ...node, secret: 'x' }])).toEqual([node]);
    expect(treeNodesSchema.safeParse([node, { ...node, kind: 'other' }]).error?.issues[0]?.path).toEqual([
      1,
      'kind',
    ]);
    expect(treeNodesSchema.safeParse('nodes').success).toBe(false);
  });

  it('agrees with the schema of one node, whatever a member holds', () => {
    const values = [
      undefined,
      null,
      true,
      0,
      1.5,
      -1,
      NaN,
      Infinity,
      2 ** 53,
      '',
      'a',
      'folder',
      'x'.repeat(129),
      [],
      {},
    ];
    let refused = 0;
    for (const key of [...Object.keys(node), 'detail', 'other', '__proto__']) {
      for (const value of values) {
        const list = [node, Object.defineProperty({ ...node }, key, { value, enumerable: true })];
        const expected = whole.safeParse(list);
        const found = treeNodesSchema.safeParse(list);
        expect(found.success, `${key} ${String(value)}`).toBe(expected.success);
        if (found.success) expect(found.data).toEqual(expected.data);
        else refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(50);
  });
});
