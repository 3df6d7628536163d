import type { GuestHost } from './host.ts';

/** Most bytes of one call. @see https://www.w3.org/TR/webcrypto-2/#Crypto-method-getRandomValues */
const maxBytes = 65_536;

/** Makes `crypto` with its random part; the bytes are the system's, made outside. Ciphers are the library's. */
export function createWebCrypto(host: GuestHost) {
  const fill = (bytes: Uint8Array) => {
    const hex = host.random(bytes.length);
    for (let at = 0; at < bytes.length; at += 1)
      bytes[at] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16);
    return bytes;
  };
  return {
    getRandomValues<V>(view: V): V {
      if (
        !ArrayBuffer.isView(view) ||
        view instanceof DataView ||
        floats.some((kind) => view instanceof kind)
      )
        throw new TypeError('crypto.getRandomValues takes an array of whole numbers, such as a Uint8Array.');
      if (view.byteLength > maxBytes) throw new RangeError(`No more than ${maxBytes} bytes at once.`);
      fill(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
      return view;
    },
    /** @see RFC 9562 section 5.4 */
    randomUUID(): string {
      const bytes = fill(new Uint8Array(16));
      bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
      bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
      const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    },
  };
}

const floats = [Float32Array, Float64Array];
