import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';

/** Largest form that is read. */
const MAX_FORM_BYTES = 56 * 1024;

/** The body of a request as text; a longer one is cut, which no form of this org survives. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_FORM_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The same request with another body. */
export function withBody(request: IncomingMessage, body: string): IncomingMessage {
  const { method, url, socket, httpVersion, httpVersionMajor, httpVersionMinor } = request;
  const headers = { ...request.headers, 'content-length': String(Buffer.byteLength(body)) };
  delete headers['transfer-encoding'];
  return Object.assign(Readable.from([Buffer.from(body)]), {
    method,
    url,
    headers,
    socket,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
  }) as unknown as IncomingMessage;
}
