import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../json-value.ts';
import { NoteBook } from '../import/notes.ts';
import { readPostmanEnvironment } from '../import/postman-environment.ts';
import { exportEnvironment } from './environment.ts';

const variables = [
  { key: 'url', initialValue: 'https://h', currentValue: 'canary', enabled: true, type: 'default' },
  { key: 'secret', initialValue: 'hush', currentValue: 'canary', enabled: true, type: 'secret' },
  { key: 'off', initialValue: '', enabled: false, type: 'default', description: 'd' },
];

describe('exportEnvironment', () => {
  it('writes initial values only and blanks secrets', () => {
    const { document, blanked } = exportEnvironment(
      { name: 'E', variables },
      { scope: 'environment', includeSecrets: false },
    );
    expect(document).toEqual({
      name: 'E',
      values: [
        { key: 'url', value: 'https://h', type: 'default', enabled: true },
        { key: 'secret', value: '', type: 'secret', enabled: true },
        { key: 'off', value: '', type: 'default', enabled: false, description: 'd' },
      ],
      _postman_variable_scope: 'environment',
    });
    expect(blanked).toEqual(['E › secret']);
  });

  it('keeps secrets where they are asked for, and never a current value', () => {
    const { document, blanked } = exportEnvironment(
      { name: 'G', variables },
      { scope: 'globals', includeSecrets: true },
    );
    expect(JSON.stringify(document)).toContain('hush');
    expect(JSON.stringify(document)).not.toContain('canary');
    expect([blanked, document['_postman_variable_scope']]).toEqual([[], 'globals']);
  });

  it('gives back what an import kept', () => {
    const raw: JsonObject = {
      id: 'i',
      name: 'E',
      values: [
        { key: 'a', value: null, enabled: true, type: 'text', name: 'a' },
        { key: 'b', value: '1', description: { content: 'd', type: 'text/plain' } },
        { key: 'c', value: 5, enabled: false, type: 'any' },
      ],
      _postman_variable_scope: 'environment',
      timestamp: 1,
    };
    const read = readPostmanEnvironment(raw, new NoteBook(''), 'x');
    expect(exportEnvironment(read, { scope: 'environment', includeSecrets: true }).document).toEqual(raw);
  });
});
