import { describe, expect, it } from 'vitest';
import { wordedGeneratedNames } from '../../core/variables/generated.ts';
import { loadGeneratedWords } from './generated-words.ts';

describe('loadGeneratedWords', () => {
  it('gives every listed name a value, and the same one for the same seed', async () => {
    const values = async () => {
      const generate = await loadGeneratedWords(7, 1_700_000_000_000);
      return wordedGeneratedNames.map((name) => [name, generate(name)]);
    };
    const first = await values();
    for (const [name, value] of first)
      expect([name, value === undefined || value === '']).toEqual([name, false]);
    expect(await values()).toEqual(first);
  });

  it('gives nothing for other names', async () => {
    const generate = await loadGeneratedWords(7, 0);
    expect(generate('$guid')).toBeUndefined();
    expect(generate('constructor')).toBeUndefined();
  });
});
