import { AppError } from '../../core/errors.ts';
import type { BodyFacts } from '../../core/http/exchange.ts';
import { prepareRequest } from '../../core/http/prepare-request.ts';
import { exampleOfAnswer } from '../../core/workspace/example-of-answer.ts';
import type { AppContext } from '../app-context.ts';
import { prepareWith } from './prepare-for-send.ts';
import { type RequestSource, readRequestSource } from './request-source.ts';
import type { Service } from './service.ts';

/** Examples are read by people, and by Git; more is better saved to a file. */
const maxBodyBytes = 1024 * 1024;

/**
 * Keeps an answer as an example beside its request.
 *
 * @throws AppError ERR_BODY_NO_EXAMPLE, ERR_BODY_NOT_FOUND, ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_WRITE_FAILED
 */
export const saveExample: Service<'example.create'> = async (app, input) => {
  const { requestId, name, request, exchange } = input;
  const { outcome } = exchange;
  if (outcome.kind === 'failure') {
    throw new AppError('ERR_BODY_NO_EXAMPLE', 'There was no answer that could be an example.');
  }
  const source = await readRequestSource(app, {
    id: requestId,
    request,
    environmentId: input.environmentId,
  });
  const example = exampleOfAnswer({
    name: name.trim() || `${outcome.status}`,
    request,
    status: outcome.status,
    statusText: outcome.statusText,
    headers: outcome.headers,
    mediaType: outcome.body.mediaType,
    body: await readText(app, outcome.body, input.charset),
    secrets: await secretsOf(app, source),
  });
  return { undoId: await app.workspace.createExample(requestId, example) };
};

async function readText(app: AppContext, body: BodyFacts, charset: string | undefined): Promise<string> {
  if (body.sizeBytes > maxBodyBytes) {
    throw new AppError('ERR_BODY_NO_EXAMPLE', 'Examples hold up to 1 MB. Save the body to a file instead.');
  }
  if (body.sizeBytes === 0) return '';
  const bytes = await app.bodies.readAll(body.bodyId, maxBodyBytes);
  try {
    return new TextDecoder(charset ?? body.charset ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('ERR_BODY_NO_EXAMPLE', 'Examples hold text. Save the body to a file instead.');
  }
}

/** What sending would mask. A request that cannot be sent as it stands now has none that are known. */
async function secretsOf(app: AppContext, source: RequestSource): Promise<readonly string[]> {
  const { request, effective, scopes } = source;
  try {
    const { wire } = await prepareWith(app, { request, auth: effective?.auth, scopes }, prepareRequest);
    return wire.secrets;
  } catch {
    return [];
  }
}
