import type { IncomingMessage } from 'node:http';
import { AppError } from '../../core/errors.ts';

/**
 * Reads a JSON message of at most `limitBytes`.
 *
 * @throws AppError ERR_CALL_TOO_LARGE, ERR_CALL_INVALID_INPUT
 */
export async function readJson(request: IncomingMessage, limitBytes: number): Promise<unknown> {
  const refusal = () =>
    new AppError(
      'ERR_CALL_TOO_LARGE',
      `A call may have at most ${limitBytes} bytes; send files as uploads.`,
      {
        details: { limitBytes },
      },
    );
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw refusal();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > limitBytes) throw refusal();
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))) as unknown;
  } catch (cause) {
    throw new AppError('ERR_CALL_INVALID_INPUT', 'The message is not JSON.', { cause });
  }
}
