import type { ScriptJob } from '../../core/scripts/script-job.ts';
import type { AppContext } from '../app-context.ts';
import type { SendResult } from '../http/http-client.ts';
import { decodeText } from '../services/decode-text.ts';

/** Scripts are not given a larger body. */
export const maxScriptBodyBytes = 8 * 1024 * 1024;

type Answered = Extract<SendResult['outcome'], { kind: 'response' }>;

/** Gives an answer as scripts see it; a body that is larger than they are given, or did not come whole, is left out. */
export async function readScriptResponse(
  app: AppContext,
  { status, statusText, headers, body }: Pick<Answered, 'status' | 'statusText' | 'headers' | 'body'>,
  timeMs: number,
): Promise<NonNullable<ScriptJob['response']>> {
  const isSmall = body.sizeBytes <= maxScriptBodyBytes;
  const text = isSmall ? decodeText(await app.bodies.readAll(body.bodyId, maxScriptBodyBytes)) : undefined;
  return {
    status,
    statusText,
    headers,
    ...(text === undefined ? {} : { text }),
    sizeBytes: body.sizeBytes,
    timeMs,
  };
}
