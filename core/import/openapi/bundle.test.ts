import { describe, expect, it } from 'vitest';
import { bundleDescription, filesReferredTo } from './bundle.ts';

describe('filesReferredTo', () => {
  it('reads paths from where the document stands, each once', () => {
    const value = {
      a: { $ref: '../models/user%20name.yml#/User' },
      b: [{ $ref: './list.yml' }, { $ref: 'list.yml#/x' }, { $ref: '#/own' }],
    };
    expect(filesReferredTo({ path: 'paths/users.yml', value })).toEqual([
      'paths/list.yml',
      'models/user name.yml',
    ]);
  });

  it('leaves out addresses, and what leaves the folder', () => {
    const value = {
      a: { $ref: 'https://example.com/x.yml' },
      b: { $ref: '../../etc/passwd' },
      c: { $ref: '/etc/passwd' },
    };
    expect(filesReferredTo({ path: 'paths/users.yml', value })).toEqual([]);
  });
});

describe('bundleDescription', () => {
  it('changes a node that stands in two places once', () => {
    const part = { $ref: '#/a' };
    const bundled = bundleDescription({ path: 'api.yml', value: {} }, [
      { path: 'x.yml', value: { a: 1, default: part, other: part } },
    ]);
    const reference = { $ref: '#/x-postern-files/x.yml/a' };
    expect(bundled['x-postern-files']).toEqual({ 'x.yml': { a: 1, default: reference, other: reference } });
  });

  it('leads every reference to the file it meant', () => {
    const bundled = bundleDescription(
      { path: 'api.yml', value: { paths: { '/x': { $ref: 'paths/x.yml' } }, own: { $ref: '#/own' } } },
      [
        {
          path: 'paths/x.yml',
          value: { own: { $ref: '#/part' }, up: { $ref: '../api.yml#/own' }, gone: { $ref: 'gone.yml' } },
        },
      ],
    );
    expect(bundled).toEqual({
      paths: { '/x': { $ref: '#/x-postern-files/paths~1x.yml' } },
      own: { $ref: '#/own' },
      'x-postern-files': {
        'paths/x.yml': {
          own: { $ref: '#/x-postern-files/paths~1x.yml/part' },
          up: { $ref: '#/own' },
          gone: { $ref: 'gone.yml' },
        },
      },
    });
  });
});
