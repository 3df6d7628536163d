import type { Request } from '../../core/http/request.ts';
import type { Row } from '../../core/http/row.ts';
import type { ScriptRequest } from '../../core/scripts/script-job.ts';

/** Gives the request as scripts see it: as edited, with the enabled headers. */
export function toScriptRequest({ method, url, headers, body }: Request): ScriptRequest {
  return {
    method,
    url,
    headers: headers.filter(isSent).map(({ key, value }) => [key, value]),
    ...(body.type === 'raw' ? { body: body.content } : {}),
  };
}

/** Gives the request as the scripts left it. Rows that are not sent stay; the query follows the address. */
export function applyScriptRequest(request: Request, changed: ScriptRequest): Request {
  const rows = changed.headers.map(([key, value]): Row => {
    const before = request.headers.find((row) => isSent(row) && row.key === key && row.value === value);
    return before ?? { key, value };
  });
  return {
    ...request,
    method: changed.method,
    url: changed.url,
    headers: [...rows, ...request.headers.filter((row) => !isSent(row))],
    body:
      request.body.type === 'raw' && changed.body !== undefined
        ? { ...request.body, content: changed.body }
        : request.body,
  };
}

function isSent({ disabled, key }: Row): boolean {
  return disabled !== true && key !== '';
}
