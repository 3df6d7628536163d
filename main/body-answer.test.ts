import { describe, expect, it } from 'vitest';
import { AppError, isAppError } from '../core/errors.ts';
import { answerBody, parseRange } from './body-answer.ts';

describe('parseRange', () => {
  it.each<[string | undefined, number, { start: number; end: number } | undefined]>([
    [undefined, 10, undefined],
    ['bytes=0-0', 10, { start: 0, end: 1 }],
    ['bytes=0-9', 10, { start: 0, end: 10 }],
    ['bytes=0-99', 10, { start: 0, end: 10 }],
    ['bytes=3-', 10, { start: 3, end: 10 }],
    ['bytes=-4', 10, { start: 6, end: 10 }],
    ['bytes=-40', 10, { start: 0, end: 10 }],
    ['bytes=-', 10, undefined],
    ['bytes=5-2', 10, undefined],
    ['bytes=0-1,3-4', 10, undefined],
    ['items=0-1', 10, undefined],
    ['bytes=a-b', 10, undefined],
    ['bytes=0-99999999999999999999', 10, undefined],
  ])('reads %s of %i bytes', (header, size, range) => {
    expect(parseRange(header, size)).toEqual(range);
  });

  it.each<[string, number]>([
    ['bytes=10-', 10],
    ['bytes=10-12', 10],
    ['bytes=-0', 10],
    ['bytes=0-', 0],
    ['bytes=-1', 0],
  ])('refuses %s of %i bytes', (header, size) => {
    expect(() => parseRange(header, size)).toThrowError(
      expect.toSatisfy((fault: unknown) => isAppError(fault) && fault.code === 'ERR_BODY_RANGE'),
    );
  });
});

describe('answerBody', () => {
  const id = 'A'.repeat(22);
  const bytes = Buffer.from('0123456789');
  const bodies = {
    stat(bodyId: string) {
      if (bodyId !== id) throw new AppError('ERR_BODY_NOT_FOUND', 'none');
      return { sizeBytes: bytes.byteLength, mediaType: 'text/html' };
    },
    async *read(_bodyId: string, range = { start: 0, end: bytes.byteLength }) {
      yield bytes.subarray(range.start, range.end);
    },
  };
  const textOf = async (answer: ReturnType<typeof answerBody>) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of answer.chunks ?? []) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };

  it('gives all of it, opaque', async () => {
    const answer = answerBody(bodies, id, undefined);
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': '10',
      'accept-ranges': 'bytes',
    });
    expect(await textOf(answer)).toBe('0123456789');
  });

  it('gives a range', async () => {
    const answer = answerBody(bodies, id, 'bytes=2-4');
    expect(answer.status).toBe(206);
    expect(answer.headers).toMatchObject({ 'content-range': 'bytes 2-4/10', 'content-length': '3' });
    expect(await textOf(answer)).toBe('234');
  });

  it('says how long the body is when a range lies outside', async () => {
    const answer = answerBody(bodies, id, 'bytes=10-');
    expect(answer.status).toBe(416);
    expect(answer.headers).toMatchObject({ 'content-range': 'bytes */10' });
    expect(JSON.parse(await textOf(answer))).toMatchObject({ ok: false, error: { code: 'ERR_BODY_RANGE' } });
  });

  it.each(['', 'x', '../../etc/passwd', '%2e%2e%2f', 'B'.repeat(22), `${id}/..`, `${id}?x`])(
    'does not know the body "%s"',
    async (bodyId) => {
      const answer = answerBody(bodies, bodyId, undefined);
      expect(answer.status).toBe(404);
      expect(JSON.parse(await textOf(answer))).toMatchObject({ error: { code: 'ERR_BODY_NOT_FOUND' } });
    },
  );
});
