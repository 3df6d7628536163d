import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeNotices } from './licence-notices.mjs';

const projectRoot = path.join(import.meta.dirname, '..');
const at = (name: string) => path.join(projectRoot, 'node_modules', name);

describe('writeNotices', () => {
  it('names each package once, with its licence and the text of it', () => {
    const text = writeNotices([
      `${at('zod')}/index.js`,
      `${at('zod')}/v4/core.js?x`,
      `\0${at('@fontsource-variable/inter')}/index.css`,
      path.join(projectRoot, 'core/errors.ts'),
    ]);
    expect(text.match(/^## .*$/gm)).toEqual([
      expect.stringMatching(/^## @fontsource-variable\/inter \d/),
      expect.stringMatching(/^## zod \d/),
    ]);
    expect(text).toContain('Permission is hereby granted');
  });

  it('reads what older packages write in place of a name', () => {
    expect(existsSync(at('tv4'))).toBe(true);
    expect(writeNotices([`${at('tv4')}/tv4.js`])).toMatch(/## tv4 [\d.]+\n\nPublic Domain or MIT\n/);
  });
});
