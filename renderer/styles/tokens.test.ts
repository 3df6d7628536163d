import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contrastRatio, layOver, parseColor } from './color-contrast.ts';

const css = readFileSync(path.join(import.meta.dirname, 'tokens.css'), 'utf8');
type Theme = 'light' | 'dark' | 'contrast';
const themes: Theme[] = ['light', 'dark', 'contrast'];

/** The declarations of the first block that a selector opens. */
function declarations(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((match) => [match[1] ?? '', (match[2] ?? '').trim()]),
  );
}

const base = declarations(':root');
const contrast = declarations(":root[data-theme='contrast']");

function valueOf(token: string, theme: Theme): string {
  const own = base.get(token);
  if (own === undefined) throw new Error(`No token --${token}`);
  if (theme === 'contrast') return contrast.get(token) ?? own;
  const pair = /^light-dark\(\s*(.+?),\s*((?:#|rgb).+?)\s*\)$/.exec(own);
  if (pair === null) return own;
  return (theme === 'light' ? pair[1] : pair[2]) ?? '';
}

const color = (token: string, theme: Theme) => parseColor(valueOf(token, theme));

function ratio(text: string, surface: string, theme: Theme, wash?: string): number {
  const under = color(surface, theme);
  const background = wash === undefined ? under : layOver(color(wash, theme), under);
  return contrastRatio(layOver(color(text, theme), background), background);
}

const surfaces = [
  'surface-frame',
  'surface-panel',
  'surface-base',
  'surface-raised',
  'surface-field',
  'surface-code',
];
const washes = [undefined, 'wash-hover', 'wash-selected'];
const readOnSurfaces = [
  'text-primary',
  'text-secondary',
  'text-tertiary',
  'text-link',
  'accent-text',
  'danger-text',
  'warning-text',
  'success-text',
  'info-text',
  ...['get', 'post', 'put', 'patch', 'delete', 'other'].map((method) => `method-${method}`),
  ...['informational', 'success', 'redirect', 'client-error', 'server-error', 'failed'].map(
    (name) => `status-${name}`,
  ),
];
const syntax = [
  'key',
  'string',
  'number',
  'boolean',
  'null',
  'punctuation',
  'keyword',
  'comment',
  'tag',
  'attribute',
];

describe.each(themes)('%s theme', (theme) => {
  test('texts are readable on every surface', () => {
    const bad = readOnSurfaces.flatMap((text) =>
      surfaces
        .map((surface) => ({ text, surface, ratio: ratio(text, surface, theme) }))
        .filter((pair) => pair.ratio < 4.5),
    );
    expect(bad).toEqual([]);
  });

  test('what stands in rows is readable when the row is hovered or selected', () => {
    const texts = [
      'text-primary',
      'text-secondary',
      ...readOnSurfaces.filter((text) => text.startsWith('method-')),
    ];
    const bad = texts.flatMap((text) =>
      ['surface-panel', 'surface-base', 'surface-raised'].flatMap((surface) =>
        washes
          .map((wash) => ({ text, surface, wash, ratio: ratio(text, surface, theme, wash) }))
          .filter((pair) => pair.ratio < 4.5),
      ),
    );
    expect(bad).toEqual([]);
  });

  test('syntax colours and line numbers are readable in code', () => {
    const bad = [...syntax.map((name) => `syntax-${name}`), 'syntax-line-number']
      .map((text) => ({ text, ratio: ratio(text, 'surface-code', theme) }))
      .filter((pair) => pair.ratio < 4.5);
    expect(bad).toEqual([]);
  });

  test('syntax colours stay readable where a search found them', () => {
    const names = syntax.filter((name) => name !== 'comment' && name !== 'punctuation');
    const bad = ['syntax-match', 'syntax-match-current'].flatMap((surface) =>
      names
        .map((name) => ({ name, surface, ratio: ratio(`syntax-${name}`, surface, theme) }))
        .filter((pair) => pair.ratio < 4.5),
    );
    expect(bad).toEqual([]);
  });

  test.each([
    ['accent-on-fill', 'accent-fill'],
    ['accent-on-fill', 'accent-fill-hover'],
    ['danger-on-fill', 'danger-fill'],
    ['danger-on-fill', 'danger-fill-hover'],
    ['text-inverse', 'surface-inverse'],
    ['accent-text', 'accent-wash'],
    ['danger-text', 'danger-wash'],
    ['warning-text', 'warning-wash'],
    ['success-text', 'success-wash'],
    ['info-text', 'info-wash'],
    ['text-primary', 'danger-wash'],
    ['text-secondary', 'danger-wash'],
    ['text-secondary', 'warning-wash'],
    ['text-secondary', 'success-wash'],
    ['text-secondary', 'info-wash'],
    ['variable-resolved', 'variable-resolved-wash'],
    ['variable-unresolved', 'variable-unresolved-wash'],
    ['variable-generated', 'variable-generated-wash'],
    ['text-primary', 'syntax-match'],
    ['text-primary', 'syntax-match-current'],
  ])('%s is readable on %s', (text, surface) => {
    expect(ratio(text, surface, theme)).toBeGreaterThanOrEqual(4.5);
  });

  test('focus, accent lines and marks stand out from every surface', () => {
    const bad = ['focus-ring', 'accent-line', 'danger-text'].flatMap((mark) =>
      surfaces
        .map((surface) => ({ mark, surface, ratio: ratio(mark, surface, theme) }))
        .filter((pair) => pair.ratio < 3),
    );
    expect(bad).toEqual([]);
  });
});

test('the high-contrast theme sets every colour, readable at the enhanced level', () => {
  const colors = [...base].filter(([, value]) => value.startsWith('light-dark(')).map(([token]) => token);
  expect(colors.filter((token) => !contrast.has(token))).toEqual([]);
  const bad = ['text-primary', 'text-secondary', 'text-tertiary', 'danger-text', 'accent-text'].filter(
    (text) => ratio(text, 'surface-base', 'contrast') < 7,
  );
  expect(bad).toEqual([]);
});
