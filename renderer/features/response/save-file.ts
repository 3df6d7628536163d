import { decodePercent } from '../../../core/http/percent-encoding.ts';
import type { BodyId } from '../../../core/ids.ts';
import { readBody } from '../../bridge/bridge.ts';

const extensions: Record<string, string> = {
  'application/json': 'json',
  'application/hal+json': 'json',
  'application/xml': 'xml',
  'application/pdf': 'pdf',
  'application/zip': 'zip',
  'image/jpeg': 'jpg',
  'image/svg+xml': 'svg',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/xml': 'xml',
};

/** The name a server proposes, without the folders before it; `filename*` is the better one. */
function proposedName(disposition: string): string | undefined {
  const extended = /filename\*=(?:[\w-]*'[^']*')?"?([^";]+)"?/i.exec(disposition)?.[1];
  const plain = /filename="((?:[^"\\]|\\.)*)"|filename=([^";]+)/i.exec(disposition);
  const name = extended ?? plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2];
  if (name === undefined) return undefined;
  const decoded = extended === undefined ? name : name.replaceAll(/%2f|%5c/gi, '/');
  return decoded.split(/[/\\]/).findLast((part) => part.trim() !== '');
}

/** What is kept of a long name. */
const maxNameCharacters = 120;

/** Shortens a name and leaves its ending, which says what the file is. */
function shorten(name: string): string {
  // By characters, so that none is cut in two.
  const characters = Array.from(name);
  if (characters.length <= maxNameCharacters) return name;
  const ending = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? '';
  return characters.slice(0, maxNameCharacters - ending.length).join('') + ending;
}

/**
 * Makes a file name of what a server proposed or of the address: no path, nothing that is not seen or turns the direction
 * of the letters after it, never empty.
 */
export function safeFileName(disposition: string | undefined, url: string, mediaType: string): string {
  const proposed = proposedName(disposition ?? '');
  const last =
    proposed ??
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ??
    '';
  const clean = decodePercent(last)
    .replaceAll(/[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2028\u2029\ufeff/\\:*?"<>|]/gu, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  const base = clean === '' ? 'response' : shorten(clean);
  if (proposed !== undefined || /\.[a-z0-9]{1,5}$/i.test(base)) return base;
  return `${base}.${extensions[mediaType] ?? /^[a-z]+\/([a-z0-9]{2,5})$/.exec(mediaType)?.[1] ?? 'bin'}`;
}

/** Hands bytes to the browser as a download. */
export function downloadBytes(bytes: Uint8Array<ArrayBuffer> | Blob, fileName: string): void {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has its own hold on the bytes once it has begun.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Browsers keep blobs outside the window's memory, and large ones on disk; only one part at a time is in it. */
const partBytes = 16 * 1024 * 1024;

/** Saves a body kept on the Node side, byte for byte. @throws AppError ERR_BODY_NOT_FOUND */
export async function saveBody(bodyId: BodyId, sizeBytes: number, fileName: string): Promise<void> {
  const parts: Blob[] = [];
  for (let start = 0; start < sizeBytes; start += partBytes) {
    parts.push(new Blob([await readBody(bodyId, { start, end: Math.min(start + partBytes, sizeBytes) })]));
  }
  downloadBytes(new Blob(parts), fileName);
}
