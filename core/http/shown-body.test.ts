import { describe, expect, it } from 'vitest';
import { maskText } from './mask.ts';
import { cutAndMask, showRequestBody } from './shown-body.ts';

describe('cutAndMask', () => {
  it('masks and says whether more followed', () => {
    expect(cutAndMask('a s3cret b', ['s3cret'], 100)).toEqual({ text: `a ${maskText} b`, isCut: false });
    expect(cutAndMask('0123456789', [], 4)).toEqual({ text: '0123', isCut: true });
  });

  it('lets no part of a secret through at the cut, wherever it stands', () => {
    const secret = 'canary-of-some-length';
    for (let before = 0; before < 60; before += 1) {
      const text = `${'x'.repeat(before)}${secret}${secret}${'y'.repeat(60)}`;
      expect(cutAndMask(text, [secret], 30).text).not.toMatch(/canary|length/);
    }
  });
});

describe('showRequestBody', () => {
  it('names files and shows texts', () => {
    const parts = [
      { kind: 'text' as const, text: 'a=' },
      { kind: 'file' as const, path: '/home/me/report.pdf' },
    ];
    expect(showRequestBody(parts, [], 100)).toEqual({ text: 'a=[file report.pdf]', isCut: false });
    expect(showRequestBody(undefined, [], 100)).toBeUndefined();
    expect(showRequestBody([{ kind: 'text', text: '' }], [], 100)).toBeUndefined();
  });
});
