import { isAppError } from '../../core/errors.ts';
import type { AppErrorData } from '../../core/errors.ts';
import {
  type OriginHeader,
  type PreviewDraft,
  drawPreview,
  maskPreview,
} from '../../core/http/draw-preview.ts';
import type { HeaderPairs } from '../../core/http/exchange.ts';
import { parseAddress } from '../../core/http/parse-address.ts';
import type { AppContext } from '../app-context.ts';
import { type AuthorizationOutlook, lookAtAuthorization } from '../auth/look-at-authorization.ts';
import { withCookies } from '../http/cookies.ts';
import { prepareBody } from '../http/request-body.ts';
import { announcesBody } from '../http/wire-exchange.ts';
import { prepareWith, withAbsoluteFiles } from './prepare-for-send.ts';
import { type RequestSource, readRequestSource } from './request-source.ts';
import type { Service } from './service.ts';

/**
 * Shows what sending would send, by the same preparation, secrets masked. Nothing leaves the machine: no token is
 * fetched, and what would be refused is told and not thrown.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_SECRET_UNREADABLE
 */
export const previewRequest: Service<'request.preview'> = async (app, input) => {
  const source = await readRequestSource(app, input);
  const { request, scopes, effective } = source;
  const { outlook, refusal } = await lookAhead(app, source);
  const applied = outlook?.applied ?? (refusal === undefined ? undefined : { secrets: [] });
  const auth = effective?.auth;
  const drawn = await prepareWith(app, { request, auth, scopes, applied }, drawPreview);
  const { draft, sizeBytes } = await completeDraft(app, drawn);
  for (const line of outlook?.later ?? []) draft.headers.push({ ...line, origin: 'auth' });
  const preview = maskPreview(draft, sizeBytes);
  // What is wrong with the request comes first: with it, no token would be asked for.
  const problem = preview.problem ?? refusal ?? outlook?.problem;
  return {
    ...preview,
    ...(problem === undefined ? {} : { problem }),
    ...(outlook?.token === undefined ? {} : { token: outlook.token }),
    ...(effective === undefined
      ? {}
      : {
          auth: {
            type: effective.auth.type,
            ...(effective.inheritedFrom === undefined ? {} : { inheritedFrom: effective.inheritedFrom.name }),
          },
        }),
  };
};

/** What a send would authorize with. What it would refuse is told. */
async function lookAhead(
  app: AppContext,
  { request, effective, scopes, tokenPlace }: RequestSource,
): Promise<{ outlook?: AuthorizationOutlook; refusal?: AppErrorData }> {
  try {
    const outlook = await lookAtAuthorization(app, { request, auth: effective?.auth, scopes, tokenPlace });
    return outlook === undefined ? {} : { outlook };
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    return { refusal: fault.toData() };
  }
}

/** Adds what is only known here: the jar's cookies, the length of the body, the host line. */
async function completeDraft(
  app: AppContext,
  draft: PreviewDraft,
): Promise<{ draft: PreviewDraft; sizeBytes: number | undefined }> {
  const parts = draft.parts === undefined ? undefined : withAbsoluteFiles(draft.parts, app.workspace.path);
  let { problem } = draft;
  let sizeBytes: number | undefined;
  try {
    if (draft.isComplete) app.http.assertBound(draft);
    sizeBytes = (await prepareBody(parts))?.lengthBytes ?? 0;
  } catch (fault) {
    if (!isAppError(fault)) throw fault;
    problem ??= fault.toData();
  }
  const headers = draft.isComplete ? await withJar(app, draft) : draft.headers;
  const lines: OriginHeader[] = [];
  const host = draft.isComplete ? parseAddress(draft.url)?.host : undefined;
  if (host !== undefined && !headers.some(({ name }) => name.toLowerCase() === 'host'))
    lines.push({ name: 'Host', value: host, origin: 'connection' });
  lines.push(...headers);
  if (sizeBytes !== undefined && (sizeBytes > 0 || announcesBody(draft.method)))
    lines.push({ name: 'Content-Length', value: String(sizeBytes), origin: 'connection' });
  return {
    draft: { ...draft, parts, headers: lines, ...(problem === undefined ? {} : { problem }) },
    sizeBytes,
  };
}

async function withJar(app: AppContext, { headers, url }: PreviewDraft): Promise<OriginHeader[]> {
  const pairs: HeaderPairs = headers.map(({ name, value }) => [name, value]);
  const all = await withCookies(pairs, url, app.cookies);
  return all.map(([name, value], index) => ({
    name,
    value,
    origin: headers[index]?.value === value ? headers[index].origin : 'cookies',
  }));
}
