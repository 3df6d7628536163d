/** Logos drawn on demand, so that some links of the org lead to pictures and not to JSON. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Answer, ApiCall } from './answer.ts';
import { notFound } from './errors.ts';
import type { Route } from './router.ts';

type Colour = readonly [red: number, green: number, blue: number];

/** Edge lengths in pixels. */
const sizes: Readonly<Record<string, number>> = { medium: 48, large: 96 };

export const logoRoutes: readonly Route[] = [
  { method: 'GET', path: '/assets/img/logos/:file', access: 'public', handle: getLogo },
];

function getLogo({ params }: ApiCall): Answer {
  const file = params['file'] ?? '';
  const [, slug = '', size = '', kind = ''] =
    /^([a-z0-9-]{1,60}?)(?:-(medium|large))?\.(png|svg)$/.exec(file) ?? [];
  if (kind === 'svg') return picture('image/svg+xml', drawSvg(slug));
  const edge = sizes[size];
  if (kind !== 'png' || edge === undefined) throw notFound(file, 'Logo');
  return picture('image/png', drawPng(edge, colourOf(slug)));
}

const picture = (mediaType: string, data: string | Uint8Array): Answer => ({
  status: 200,
  content: { mediaType, data },
  // A picture needs nothing from anywhere, even when it is opened as a page.
  headers: { 'content-security-policy': "default-src 'none'", 'cache-control': 'max-age=3600' },
});

function colourOf(slug: string): Colour {
  const [a = 0, b = 0, c = 0] = createHash('sha256').update(slug).digest();
  return [48 + (a % 128), 48 + (b % 128), 48 + (c % 128)];
}

/** A disc with the first letter; the slug holds only letters, digits and hyphens. */
function drawSvg(slug: string): string {
  const fill = `rgb(${colourOf(slug).join(',')})`;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" width="48" height="48">' +
    `<circle cx="24" cy="24" r="23" fill="${fill}"/>` +
    '<text x="24" y="32" text-anchor="middle" font-family="sans-serif" font-size="24" fill="#fff">' +
    `${slug.charAt(0).toUpperCase()}</text></svg>`
  );
}

/** A disc on a transparent square, as an RGBA PNG. */
function drawPng(edge: number, colour: Colour): Uint8Array {
  const stride = edge * 4 + 1;
  const pixels = Buffer.alloc(stride * edge);
  const radius = edge / 2;
  for (let y = 0; y < edge; y += 1) {
    for (let x = 0; x < edge; x += 1) {
      const inside = Math.hypot(x + 0.5 - radius, y + 0.5 - radius) <= radius - 1;
      if (inside) pixels.set([...colour, 255], y * stride + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(edge, 0);
  header.writeUInt32BE(edge, 4);
  // Eight bits a channel, colour with alpha, no interlacing.
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(pixels)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Length, type, data, and the CRC-32 of type and data. */
function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
