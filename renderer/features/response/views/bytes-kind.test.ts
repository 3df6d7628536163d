import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { kindOfBytes } from './bytes-kind.ts';

const zstd = [0x28, 0xb5, 0x2f, 0xfd, 0x20, 0x02];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d];
const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0];

it.each([
  ['gzip', [...gzipSync('{"a":1}')], 'something packed as gzip'],
  ['zstd', zstd, 'something packed as zstd'],
  ['PNG', png, 'a PNG picture'],
  ['JPEG', jpeg, 'a JPEG picture'],
  ['ZIP', [0x50, 0x4b, 3, 4, 20, 0], 'a ZIP archive'],
  ['PDF', [...Buffer.from('%PDF-1.7\n')], 'a PDF document'],
  ['text', [...Buffer.from('{"a":"\u00e9"}')], undefined],
  ['broken text', [0x22, 0x61, 0xff, 0x22], undefined],
])('%s is told by how it begins, in any charset of single bytes', (_, bytes, kind) => {
  for (const charset of ['utf-8', 'windows-1252']) {
    expect(kindOfBytes(new TextDecoder(charset).decode(Uint8Array.from(bytes)))).toBe(kind);
  }
});
