import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const inDocs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' });
const documents = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...inDocs.filter((name) => name.endsWith('.md')).map((name) => path.join('docs', name)),
];

/** Gives where the links and pictures of a text lead, without those that leave this folder. */
function linksOf(text: string): string[] {
  const found = text.matchAll(/\]\((?!https?:|#)([^)\s#]+)(?:#[^)\s]*)?\)/g);
  return [...found].map(([, target]) => target ?? '');
}

describe('links of documents', () => {
  it.each(documents)('lead somewhere in %s', (document) => {
    const links = linksOf(readFileSync(path.join(root, document), 'utf8'));
    const missing = links.filter((link) => !existsSync(path.resolve(root, path.dirname(document), link)));
    expect(missing).toEqual([]);
  });

  it('are found, also in tables and with a place behind them', () => {
    expect(linksOf('| [a](../b.ts), ![c](d.png) | [e](https://f) [g](#h) [i](j.md#k) |')).toEqual([
      '../b.ts',
      'd.png',
      'j.md',
    ]);
  });

  it('name a proof for each line of what Postern does', () => {
    const lines = readFileSync(path.join(root, 'docs/features.md'), 'utf8').split('\n');
    const rows = lines.filter((line) => /^\| (?!What a person|-)/.test(line));
    expect(rows.length).toBeGreaterThan(90);
    for (const row of rows) {
      const proof = row.split(' | ').at(-1) ?? '';
      expect(proof, row).toMatch(/\.(?:test|spec)\.tsx?\)/);
    }
  });
});
