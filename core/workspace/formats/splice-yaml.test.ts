import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../json-value.ts';
import { readYaml } from './read-yaml.ts';
import { spliceYaml } from './splice-yaml.ts';

const file = `# kept: first
$kind: http-request   # kept: kind
url: "{{baseUrl}}/books"
method: GET

# kept: headers
headers:
  # kept: first row
  - key: Accept
    value: 'application/json' # kept: value
  - {key: X-Flow, value: 1}
  - key: X-Last
    value: >-
      folded
      text
    uuid: kept

description: |
  one
  two

settings: {strictSSL: true}
unknown:
    - deep:   yes
      list: [1,2]
order: 1000
`;

function edit(text: string, change: (value: JsonObject) => void): string {
  const source = readYaml(text);
  const desired = structuredClone(source.value);
  change(desired);
  return spliceYaml(source, desired);
}

function rows(value: JsonObject, key = 'headers'): JsonObject[] {
  return value[key] as JsonObject[];
}

/** The lines of two texts that differ, as a person reads a diff. */
function diff(before: string, after: string): { gone: string[]; come: string[] } {
  const [left, right] = [before.split('\n'), after.split('\n')];
  return {
    gone: left.filter((line) => !right.includes(line)),
    come: right.filter((line) => !left.includes(line)),
  };
}

describe('spliceYaml', () => {
  it('gives the same text where nothing changed', () => {
    for (const text of [file, file.replaceAll('\n', '\r\n'), `\ufeff${file}`, file.trimEnd()]) {
      expect(edit(text, () => undefined)).toBe(text);
    }
  });

  it('changes one scalar and keeps its quotes and comment', () => {
    expect(
      diff(
        file,
        edit(file, (value) => (value['url'] = '{{baseUrl}}/users')),
      ),
    ).toStrictEqual({
      gone: ['url: "{{baseUrl}}/books"'],
      come: ['url: "{{baseUrl}}/users"'],
    });
    expect(
      diff(
        file,
        edit(file, (value) => (rows(value)[0]!['value'] = "it's")),
      ),
    ).toStrictEqual({
      gone: ["    value: 'application/json' # kept: value"],
      come: ["    value: 'it''s' # kept: value"],
    });
    expect(
      diff(
        file,
        edit(file, (value) => (value['order'] = 1500)),
      ),
    ).toStrictEqual({
      gone: ['order: 1000'],
      come: ['order: 1500'],
    });
  });

  it('changes between one line and many', () => {
    expect(
      diff(
        file,
        edit(file, (value) => (value['description'] = 'short')),
      ),
    ).toStrictEqual({
      gone: ['description: |', '  one', '  two'],
      come: ['description: short'],
    });
    expect(
      diff(
        file,
        edit(file, (value) => (value['url'] = 'a\nb')),
      ),
    ).toStrictEqual({
      gone: ['url: "{{baseUrl}}/books"'],
      come: ['url: |-', '  a', '  b'],
    });
    expect(
      diff(
        file,
        edit(file, (value) => (value['description'] = 'one\nthree\n')),
      ),
    ).toStrictEqual({
      gone: ['  two'],
      come: ['  three'],
    });
  });

  it('adds, removes and moves rows without touching the others', () => {
    const added = edit(file, (value) => rows(value).splice(1, 0, { key: 'New', value: 'new' }));
    expect(diff(file, added)).toStrictEqual({ gone: [], come: ['  - key: New', '    value: new'] });
    const removed = edit(file, (value) => rows(value).splice(1, 1));
    expect(diff(file, removed)).toStrictEqual({ gone: ['  - {key: X-Flow, value: 1}'], come: [] });
    const moved = edit(file, (value) => rows(value).unshift(rows(value).pop() ?? {}));
    expect(diff(file, moved)).toStrictEqual({ gone: [], come: [] });
    expect(moved.indexOf('X-Last')).toBeLessThan(moved.indexOf('Accept'));
    const appended = edit(file, (value) => rows(value).push({ key: 'End', value: 'e' }));
    expect(diff(file, appended)).toStrictEqual({ gone: [], come: ['  - key: End', '    value: e'] });
  });

  it('adds and removes keys', () => {
    const body: JsonValue = { type: 'json', content: '{\n  "a": 1\n}' };
    const added = edit(file, (value) => (value['body'] = body));
    expect(diff(file, added)).toStrictEqual({
      gone: [],
      come: ['body:', '  type: json', '  content: |-', '    {', '      "a": 1', '    }'],
    });
    expect(
      diff(
        file,
        edit(file, (value) => delete value['settings']),
      ).gone,
    ).toStrictEqual(['settings: {strictSSL: true}']);
    expect(
      diff(
        file,
        edit(file, (value) => (rows(value)[0]!['disabled'] = true)),
      ).come,
    ).toStrictEqual(['    disabled: true']);
    expect(edit(file, (value) => delete value['order']).endsWith('list: [1,2]\n')).toBe(true);
    const first = edit('b: 1\n', (value) => {
      delete value['b'];
      Object.assign(value, { a: 0, b: 1 });
    });
    expect(first).toBe('a: 0\nb: 1\n');
  });

  it('empties and fills collections', () => {
    expect(readYaml(edit(file, (value) => (value['headers'] = []))).value['headers']).toStrictEqual([]);
    expect(edit('a: []\nb: 1\n', (value) => (value['a'] = [{ x: 1 }]))).toBe('a:\n  - x: 1\nb: 1\n');
    expect(edit('a: {}\nb: 1\n', (value) => (value['a'] = { x: 1 }))).toBe('a:\n  x: 1\nb: 1\n');
    expect(edit('a:\nb: 1\n', (value) => (value['a'] = 'x'))).toBe('a: x\nb: 1\n');
    expect(edit('a: 1', (value) => (value['b'] = 2))).toBe('a: 1\nb: 2\n');
    expect(edit('a:\n- x: 1\n- x: 2\n', (value) => rows(value, 'a').push({ x: 3 }))).toBe(
      'a:\n- x: 1\n- x: 2\n- x: 3\n',
    );
  });

  it('keeps CRLF files in CRLF', () => {
    const crlf = file.replaceAll('\n', '\r\n');
    const edited = edit(crlf, (value) => {
      value['description'] = 'x\ny';
      rows(value).push({ key: 'New', value: 'new' });
    });
    expect(edited.replaceAll('\r\n', '')).not.toContain('\n');
    expect(readYaml(edited).value['description']).toBe('x\ny');
  });

  it('comes out right with anchors, tags and other layouts it cannot patch', () => {
    for (const text of [
      'base: &b {x: 1}\nurl: *b\nname: n\n',
      'name: !!str 12\nurl: a\n',
      '? name\n: n\nurl: a\n',
      '{name: n, url: a}\n',
      '---\nname: n\nurl: a\n...\n',
      'name: |2\n   n\nurl: a\n',
      'name: "a\n  b"\nurl: a\n',
    ]) {
      for (const key of ['name', 'url', 'new']) {
        const edited = edit(text, (value) => (value[key] = 'changed'));
        const expected = { ...readYaml(text).value, [key]: 'changed' };
        expect(readYaml(edited).value).toStrictEqual(expected);
      }
    }
  });

  it('holds over random edits', () => {
    let state = 11;
    const next = (bound: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % bound;
    };
    const values: JsonValue[] = [
      'x',
      '',
      'a: b',
      'a\nb',
      ' \n',
      'a\r\nb',
      7,
      true,
      null,
      [],
      {},
      ['a', ['b']],
      { k: 'v', l: { m: [1] } },
    ];
    let text = file;
    let untouched = 0;
    for (let round = 0; round < 150; round += 1) {
      const edited = edit(text, (value) => {
        const list = next(2) === 0 && Array.isArray(value['headers']) ? value['headers'] : undefined;
        const pick = values[next(values.length)] ?? null;
        if (list === undefined) {
          const key = ['url', 'description', 'headers', 'extra', 'settings', 'method'][next(6)] ?? 'url';
          if (next(5) === 0) delete value[key];
          else value[key] = structuredClone(pick);
        } else if (next(3) === 0) list.splice(next(list.length + 1), 1);
        else list.splice(next(list.length + 1), next(2), structuredClone(pick));
        expect(readYaml(spliceYaml(readYaml(text), value)).value).toStrictEqual(
          JSON.parse(JSON.stringify(value)),
        );
      });
      if (edited.includes('# kept: first')) untouched += 1;
      text = edited;
    }
    // Never fell back to writing the file anew.
    expect(untouched).toBe(150);
  });
});
