import { expect, test } from 'vitest';
import type { BodyFacts } from '../../../../core/http/exchange.ts';
import { packedBody } from './answer-body.tsx';

const body: BodyFacts = {
  bodyId: 'decoded',
  sizeBytes: 100,
  encodedSizeBytes: 40,
  mediaType: 'application/json',
  contentEncodings: ['gzip'],
  incomplete: 'decoding',
  encodedBodyId: 'packed',
};

test('what was packed for a part is bytes, of the size that was transferred', () => {
  expect(packedBody(body)).toMatchObject({
    bodyId: 'packed',
    sizeBytes: 40,
    mediaType: 'application/octet-stream',
  });
});

test('what could not be unpacked at all is taken for what the answer says it is', () => {
  expect(packedBody({ ...body, sizeBytes: 0 })).toMatchObject({
    bodyId: 'packed',
    mediaType: 'application/json',
  });
});

test('an answer that came whole has nothing beside it', () => {
  const { encodedBodyId: _none, ...whole } = body;
  expect(packedBody(whole)).toBeUndefined();
  expect(packedBody({ ...body, encodedSizeBytes: 0 })).toBeUndefined();
});
