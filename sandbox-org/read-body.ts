import type { IncomingMessage } from 'node:http';
import { bodyTooLarge, lengthRequired, malformedBody, mediaTypeRefused } from './errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';

/** Largest JSON body the org reads. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** What is read and thrown away of a larger one, so that its sender gets to see the answer. */
const MAX_DISCARDED_BYTES = 32 * 1024 * 1024;

/**
 * Reads the JSON object of a POST or PUT; undefined when the body is empty.
 * @throws OktaError E0000003 (400, 411, 413), E0000021
 */
export async function readBody(request: IncomingMessage): Promise<JsonObject | undefined> {
  if (request.method !== 'POST' && request.method !== 'PUT') return undefined;
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (length === undefined && encoding === undefined) throw lengthRequired();
  const bytes = await collect(request);
  if (bytes.length === 0) return undefined;
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw mediaTypeRefused();
  }
  return parse(bytes);
}

async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
    if (sizeBytes > MAX_DISCARDED_BYTES) break;
  }
  if (sizeBytes > MAX_BODY_BYTES) throw bodyTooLarge(MAX_BODY_BYTES);
  return Buffer.concat(chunks);
}

function parse(bytes: Buffer): JsonObject {
  let text: string;
  let value: JsonValue;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = JSON.parse(text) as JsonValue;
  } catch {
    throw malformedBody();
  }
  if (!isJsonObject(value)) throw malformedBody('A JSON object is expected.');
  // Okta keeps text in three bytes a character at most; emoji need four.
  if (/[\u{10000}-\u{10FFFF}]/u.test(text)) {
    throw malformedBody('Characters that need four bytes in UTF-8 are not accepted.');
  }
  return value;
}
