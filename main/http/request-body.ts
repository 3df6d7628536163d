import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { AppError } from '../../core/errors.ts';
import type { BodyPart } from '../../core/http/wire-request.ts';

/** A body whose length is known and which can be sent more than once. */
export interface PreparedBody {
  lengthBytes: number;
  /** Present where no file is in it. */
  bytes?: Buffer;
  /** Opens it for one sending. */
  open(): Readable;
}

type SizedPart = { bytes: Buffer } | { path: string; sizeBytes: number };

const fileChunkBytes = 256 * 1024;

/**
 * Looks at the files of a body and works out its length; nothing is read yet.
 *
 * @throws AppError ERR_REQUEST_BODY_FILE_UNREADABLE with the path in details
 */
export async function prepareBody(parts: BodyPart[] | undefined): Promise<PreparedBody | undefined> {
  if (parts === undefined) return undefined;
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'text') return ofBytes(Buffer.from(only.text));
  const sized = await Promise.all(parts.map(toSized));
  const texts = sized.flatMap((part) => ('bytes' in part ? [part.bytes] : []));
  if (texts.length === sized.length) return ofBytes(Buffer.concat(texts));
  return {
    lengthBytes: sized.reduce((sum, part) => sum + ('bytes' in part ? part.bytes.length : part.sizeBytes), 0),
    open: () => Readable.from(readParts(sized), { objectMode: false, highWaterMark: fileChunkBytes }),
  };
}

function ofBytes(bytes: Buffer): PreparedBody {
  return { lengthBytes: bytes.length, bytes, open: () => Readable.from([bytes], { objectMode: false }) };
}

async function toSized(part: BodyPart): Promise<SizedPart> {
  if (part.kind === 'text') return { bytes: Buffer.from(part.text) };
  const { path } = part;
  try {
    const facts = await stat(path);
    if (facts.isFile()) return { path, sizeBytes: facts.size };
  } catch (cause) {
    throw unreadable(path, cause);
  }
  throw unreadable(path, undefined);
}

async function* readParts(parts: SizedPart[]): AsyncGenerator<Buffer> {
  for (const part of parts) {
    if ('bytes' in part) yield part.bytes;
    else if (part.sizeBytes > 0) {
      // The length is announced already: what the file gains meanwhile is not sent.
      const file = createReadStream(part.path, { end: part.sizeBytes - 1, highWaterMark: fileChunkBytes });
      for await (const chunk of file) yield chunk as Buffer;
    }
  }
}

function unreadable(path: string, cause: unknown): AppError {
  return new AppError(
    'ERR_REQUEST_BODY_FILE_UNREADABLE',
    `The file "${path}" of the body cannot be read. Choose another one.`,
    { details: { path }, cause },
  );
}
