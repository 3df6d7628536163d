import type { Request } from '../../../core/http/request.ts';

/**
 * What of an example's request goes into the editor: what is sent. Authorization, scripts, settings and the description
 * stay, and so do headers an example leaves out because they hold credentials.
 */
export function exampleChange(example: Request): Partial<Request> {
  const { method, url, queryParams, pathVariables, headers, body } = example;
  return { method, url, queryParams, pathVariables, headers, body };
}
