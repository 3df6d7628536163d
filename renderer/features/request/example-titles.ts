import type { Example } from '../../../core/workspace/example.ts';

/** A title for each example that no other example of the request has. */
export function exampleTitles(examples: readonly Example[]): string[] {
  const used = new Set<string>();
  return examples.map(({ name }) => {
    const base = name === '' ? 'Example' : name;
    let title = base;
    for (let number = 2; used.has(title); number += 1) title = `${base} (${number})`;
    used.add(title);
    return title;
  });
}
