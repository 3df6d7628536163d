import type { BodyFacts, Exchange } from '../../core/http/exchange.ts';
import { AnswerReader } from '../../core/links/answer-reader.ts';
import type { AppContext } from '../app-context.ts';
import { decodeBody } from './decode-body.ts';

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
  return decodeBody(bytes, body.charset);
}
