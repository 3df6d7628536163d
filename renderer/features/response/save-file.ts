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
  const extended = /filename\*=(?:UTF-8'[^']*')?"?([^";]+)"?/i.exec(disposition)?.[1];
  const plain = /filename="((?:[^"\\]|\\.)*)"|filename=([^";]+)/i.exec(disposition);
  const name = extended ?? plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2];
  if (name === undefined) return undefined;
  const decoded = extended === undefined ? name : name.replaceAll(/%2f|%5c/gi, '/');
  return decoded.split(/[/\\]/).findLast((part) => part.trim() !== '');
}

/** Makes a file name of what a server proposed or of the address: no path, no control characters, never empty. */
export function safeFileName(disposition: string | undefined, url: string, mediaType: string): string {
  const proposed = proposedName(disposition ?? '');
  const last =
    proposed ??
    url
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ??
    '';
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // Not percent-encoded text: taken as it is.
  }
  const clean = name
    // oxlint-disable-next-line no-control-regex -- control characters are just what must go
    .replaceAll(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, '-')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .slice(0, 120);
  const base = clean === '' ? 'response' : clean;
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
