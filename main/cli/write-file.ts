import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../core/errors.ts';

/**
 * Writes a file the user named: whole or not at all, so that a failure leaves an older file as it was.
 *
 * @throws AppError ERR_CLI_WRITE_FAILED
 */
export async function writeOutputFile(
  file: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    await pipeline(
      Readable.from(chunks, { objectMode: false }),
      createWriteStream(temporary, { flags: 'wx' }),
    );
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
    throw new AppError('ERR_CLI_WRITE_FAILED', `The file could not be written (${reason}): ${file}`, {
      cause,
      details: { reason },
    });
  }
}
