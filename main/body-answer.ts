import type { Reply } from '../core/bridge.ts';
import { AppError, isAppError } from '../core/errors.ts';
import { bodyIdSchema } from '../core/ids.ts';
import type { BodyStore } from './storage/body-store.ts';

/** An HTTP answer that either door can give: a Node response or a `protocol.handle` one. */
export interface DoorAnswer {
  status: number;
  headers: Record<string, string>;
  /** Absent: no content. */
  chunks?: AsyncIterable<Uint8Array>;
}

const statusByCode: Partial<Record<string, number>> = {
  ERR_BODY_NOT_FOUND: 404,
  ERR_BODY_RANGE: 416,
  ERR_UPLOAD_TOO_LARGE: 413,
  ERR_CALL_TOO_LARGE: 413,
  ERR_CALL_UNAUTHORISED: 401,
  ERR_CALL_INTERNAL: 500,
};

/** Gives a reply of the contract as an HTTP answer; a refusal's status follows from its code. */
export function answerJson(reply: Reply, headers: Record<string, string> = {}): DoorAnswer {
  const bytes = new TextEncoder().encode(JSON.stringify(reply));
  return {
    status: reply.ok ? 200 : (statusByCode[reply.error.code] ?? 400),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(bytes.byteLength),
      'cache-control': 'no-store',
      ...headers,
    },
    chunks: (async function* () {
      yield bytes;
    })(),
  };
}

/**
 * Reads one byte range (RFC 9110 section 14.1.2) of a body of `sizeBytes`: the bytes from `start` up to and without `end`.
 * Undefined: the header is absent or of a form that may be ignored (several ranges, another unit).
 *
 * @throws AppError ERR_BODY_RANGE where no byte of the body is asked for
 */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): { start: number; end: number } | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const refusal = () =>
    new AppError('ERR_BODY_RANGE', 'The range asked for lies outside the body.', { details: { sizeBytes } });
  if (first === '') {
    const length = Math.min(Number(last), sizeBytes);
    if (length === 0) throw refusal();
    return { start: sizeBytes - length, end: sizeBytes };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  if (start >= sizeBytes) throw refusal();
  return { start, end: last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes) };
}

/**
 * Answers `GET body/<id>`, whole or one range. The type is always opaque, so that no answer of a server is ever a document
 * of our own origin.
 */
export function answerBody(
  bodies: Pick<BodyStore, 'stat' | 'read'>,
  bodyId: string,
  rangeHeader: string | undefined,
): DoorAnswer {
  try {
    if (!bodyIdSchema.safeParse(bodyId).success) {
      throw new AppError('ERR_BODY_NOT_FOUND', 'There is no such body.');
    }
    const { sizeBytes } = bodies.stat(bodyId);
    const range = parseRange(rangeHeader, sizeBytes);
    const length = range === undefined ? sizeBytes : range.end - range.start;
    return {
      status: range === undefined ? 200 : 206,
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': 'attachment',
        'content-length': String(length),
        'accept-ranges': 'bytes',
        'cache-control': 'no-store',
        ...(range && { 'content-range': `bytes ${range.start}-${range.end - 1}/${sizeBytes}` }),
      },
      ...(length > 0 && { chunks: bodies.read(bodyId, range) }),
    };
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    return answerJson(
      { ok: false, error: fault.toData() },
      fault.code === 'ERR_BODY_RANGE'
        ? { 'content-range': `bytes */${JSON.stringify(fault.details?.['sizeBytes'])}` }
        : {},
    );
  }
}
