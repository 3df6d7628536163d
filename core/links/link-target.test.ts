import { describe, expect, it } from 'vitest';
import { JsonLines } from '../json-lines.ts';
import { isLinkText, linkTargetOf } from './link-target.ts';

const never = () => {
  throw new Error('asked for the path');
};

describe('isLinkText', () => {
  it.each(['https://a.test', 'HTTP://a.test/x', 'http://127.0.0.1:1/'])('%s is one anywhere', (value) => {
    expect(isLinkText(value, 'anything', never)).toBe(true);
    expect(isLinkText(value, undefined, never)).toBe(true);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'mailto:a@b.c',
    'java\nscript:x',
    ' https://a.test',
    'https://a.test/ b',
    'https://',
    'https:///x',
    '\u0001javascript:x',
    '',
    `https://a.test/${'x'.repeat(9_000)}`,
  ])('%s is none, even in href', (value) => {
    expect(isLinkText(value, 'href', never)).toBe(false);
  });

  it('takes relative addresses in href, and paths below _links', () => {
    expect(isLinkText('/api/v1/users', 'href', never)).toBe(true);
    expect(isLinkText('users/1', 'href', never)).toBe(true);
    expect(isLinkText('//other.test/x', 'href', never)).toBe(true);
    expect(isLinkText('/api/v1/users', 'self', () => ['_links', 'self'])).toBe(true);
    expect(isLinkText('/api/v1/users', 'path', () => ['request', 'path'])).toBe(false);
    expect(isLinkText('users', 'self', never)).toBe(false);
  });
});

/** The text of the container around a line, as the viewer's engine would give it. */
function textAround(lines: JsonLines, line: number): string | undefined {
  const { depth } = lines.lineAt(line);
  if (depth === 0) return undefined;
  let start = line;
  while (lines.lineAt(start).depth >= depth) start -= 1;
  const from = lines.lineAt(start).tokens.at(-1)?.offset;
  const to = lines.lineAt(lines.foldEnd(start)).tokens[0]?.offset ?? 0;
  return lines.text.slice(from, to + 1);
}

function targets(value: unknown) {
  const lines = new JsonLines(JSON.stringify(value));
  lines.advance();
  return Array.from({ length: lines.lineCount }, (_, line) =>
    linkTargetOf({ path: lines.pathOf(line), tokens: lines.lineAt(line).tokens }, textAround(lines, line)),
  ).filter((found) => found !== undefined);
}

describe('linkTargetOf', () => {
  it('reads methods, templates and names from the object around an href', () => {
    const links = {
      self: { href: '/u/1' },
      logo: [{ name: 'medium', href: 'https://a.test/m.png', hints: { allow: ['get', 'GET', 'no way'] } }],
      find: { templated: true, href: '/x{?q}', hints: { allow: ['GET', 'delete'] } },
    };
    expect(targets([{ _links: links }])).toEqual([
      { href: '/u/1', methods: [], isTemplated: false, label: 'self', isInList: true },
      { href: 'https://a.test/m.png', methods: ['GET'], isTemplated: false, label: 'medium', isInList: true },
      { href: '/x{?q}', methods: ['GET', 'DELETE'], isTemplated: true, label: 'find', isInList: true },
    ]);
    expect(targets({ _links: links })[1]?.isInList).toBe(false);
  });

  it('takes plain addresses anywhere, and nothing else', () => {
    expect(targets({ homepage: 'https://a.test/', list: ['https://b.test/', '/c', 1], id: '/d' })).toEqual([
      { href: 'https://a.test/', methods: [], isTemplated: false, label: 'homepage', isInList: false },
      { href: 'https://b.test/', methods: [], isTemplated: false, label: 'list', isInList: false },
    ]);
  });

  it('leaves methods out where the object is not known or is none', () => {
    const place = {
      path: ['href'],
      tokens: [
        { kind: 'name' as const, text: '"href"' },
        { kind: 'string' as const, text: '"/a"' },
      ],
    };
    for (const around of [undefined, '{"href":"/a","hints":{"allow":["POST"]']) {
      expect(linkTargetOf(place, around)?.methods).toEqual([]);
    }
  });
});
