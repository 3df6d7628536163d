import { TextDecoder } from 'node:util';
import type { BodyFacts, Exchange } from '../../core/http/exchange.ts';
import { AnswerReader } from '../../core/links/answer-reader.ts';
import type { AppContext } from '../app-context.ts';

/** Larger bodies are not searched. */
const maxBodyBytes = 32 * 1024 * 1024;

/** Gives what rules look values up in. Without `readsBody` the body stays where it is. */
export async function readAnswer(
  app: AppContext,
  { headers, body }: Pick<Extract<Exchange['outcome'], { kind: 'response' }>, 'headers' | 'body'>,
  readsBody: boolean,
): Promise<AnswerReader> {
  return new AnswerReader(headers, readsBody ? await readText(app, body) : undefined);
}

async function readText(app: AppContext, body: BodyFacts): Promise<string | undefined> {
  if (body.sizeBytes === 0 || body.sizeBytes > maxBodyBytes) return undefined;
  const bytes = await app.bodies.readAll(body.bodyId, maxBodyBytes);
  return decoderFor(body.charset).decode(bytes);
}

const utf8 = new TextDecoder();

/** JSON is UTF-8 unless the server says something else. @see RFC 8259 section 8.1 */
function decoderFor(charset: string | undefined): TextDecoder {
  if (charset === undefined || charset === 'utf-8') return utf8;
  try {
    return new TextDecoder(charset);
  } catch {
    return utf8;
  }
}
