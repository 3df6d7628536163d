import { createCipheriv, createDecipheriv } from 'node:crypto';
import { drawBytes } from './random-name.ts';

/**
 * One encrypted record: magic, length of the id, id, nonce, authentication tag, ciphertext. Everything before the nonce is
 * authenticated with it (AES-256-GCM), so that a record cannot pass for another one and no byte can change unnoticed.
 *
 * @see NIST SP 800-38D
 */
const magic = Buffer.from('PSTNSEC1');
const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts a text under an id, with a fresh random nonce. */
export function sealRecord(key: Buffer, id: string, value: string): Buffer {
  const header = recordHeader(id);
  const nonce = drawBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(header);
  // A stream cipher: the end has no bytes of its own.
  const sealed = cipher.update(value, 'utf8');
  cipher.final();
  return Buffer.concat([header, nonce, cipher.getAuthTag(), sealed]);
}

/** Decrypts the record of an id; `undefined` where it is another one's, was changed, or the key is not the one. */
export function openRecord(key: Buffer, id: string, record: Buffer): string | undefined {
  const header = recordHeader(id);
  const body = record.subarray(header.length);
  if (!record.subarray(0, header.length).equals(header) || body.length < nonceBytes + tagBytes)
    return undefined;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(header);
    decipher.setAuthTag(body.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(body.subarray(nonceBytes + tagBytes)), decipher.final()]).toString(
      'utf8',
    );
  } catch {
    return undefined;
  }
}

/** Gives the id a record says it has; it is not secret. */
export function recordId(record: Buffer): string | undefined {
  if (record.length < magic.length + 2 || !record.subarray(0, magic.length).equals(magic)) return undefined;
  const length = record.readUInt16BE(magic.length);
  const end = magic.length + 2 + length;
  return end > record.length ? undefined : record.subarray(magic.length + 2, end).toString('utf8');
}

function recordHeader(id: string): Buffer {
  const idLength = Buffer.byteLength(id);
  const header = Buffer.allocUnsafe(magic.length + 2 + idLength);
  magic.copy(header);
  header.writeUInt16BE(idLength, magic.length);
  header.write(id, magic.length + 2);
  return header;
}
