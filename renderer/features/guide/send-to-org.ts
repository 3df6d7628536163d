import { AppError } from '../../../core/errors.ts';
import type { Request } from '../../../core/http/request.ts';
import type { BodyId, ItemId } from '../../../core/ids.ts';
import { call, readBody } from '../../bridge/bridge.ts';

/** With what a request goes to the org. */
export interface OrgAccess {
  environmentId: ItemId | undefined;
  /** Stands for `{{apikey}}` this one time; absent: the environment's. */
  apiToken?: string | undefined;
}

/** Sends a request to the org and gives the text of its answer. @throws AppError with the org's words */
export async function sendToOrg(request: Request, access: OrgAccess): Promise<string> {
  const answer = await send(request, access);
  return readText(answer.bodyId);
}

/** Sends a request whose answer is not to be read here, such as one with a secret. @throws AppError as {@link sendToOrg} */
export async function tellOrg(request: Request, access: OrgAccess): Promise<void> {
  await send(request, access);
}

const readText = async (bodyId: BodyId) => new TextDecoder().decode(await readBody(bodyId));

async function send(request: Request, { environmentId, apiToken }: OrgAccess): Promise<{ bodyId: BodyId }> {
  const once = apiToken === undefined ? {} : { variables: { apikey: apiToken }, secretVariables: ['apikey'] };
  const { exchange } = await call('request.send', { request, environmentId, ...once });
  const { outcome } = exchange;
  if (outcome.kind === 'failure') throw new AppError('ERR_OAUTH_NO_ANSWER', outcome.failure.message);
  const { bodyId } = outcome.body;
  if (outcome.status < 300) return { bodyId };
  const text = await readText(bodyId);
  throw new AppError('ERR_OAUTH_SERVER_REFUSED', `The org answered ${outcome.status}. ${wordsOf(text)}`);
}

/** What Okta's error body says, where it is one. */
function wordsOf(text: string): string {
  const body = readJson(text) as { errorSummary?: string; errorCauses?: { errorSummary?: string }[] } | null;
  const causes = body?.errorCauses?.map(({ errorSummary }) => errorSummary) ?? [];
  return [body?.errorSummary, ...causes].filter(Boolean).join(' ');
}

/** Reads JSON; `null` for anything else. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
