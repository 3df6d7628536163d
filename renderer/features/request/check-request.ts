import { findAuthConflicts } from '../../../core/auth/auth-conflicts.ts';
import type { Auth } from '../../../core/auth/auth.ts';
import { isAppError } from '../../../core/errors.ts';
import { prepareRequest } from '../../../core/http/prepare-request.ts';
import type { Request } from '../../../core/http/request.ts';
import { isGeneratedName } from '../../../core/variables/generated.ts';
import type { ScopeChain } from '../../../core/variables/scope.ts';

/** A name without a value, as the send would report it. */
export interface OpenName {
  name: string;
  /** `variable`: `{{name}}`; `path`: `:name`; `literal`: `{name}` or `${name}`, which may also be meant as written. */
  kind: 'variable' | 'path' | 'literal';
  /** As it stands in the request. */
  text: string;
  /** The variable whose value mentions it, where it is not the request itself. */
  via: string | undefined;
}

/** What can be said of a request before it is sent. */
export interface RequestCheck {
  /** Names without a value; each of them keeps the request from being sent. */
  open: OpenName[];
  /** Remarks that keep nothing from being sent. */
  warnings: { code: string; message: string }[];
}

/** The types that are applied by text alone; a token of OAuth 2.0 is fetched and kept on the Node side. */
const typesOfCore: ReadonlySet<string> = new Set(['noauth', 'bearer', 'basic', 'apikey']);

/**
 * Says what the send would say of variables and authorization, by preparing the request as the send does. The window does
 * not know secret values: any text stands in for them.
 */
export function checkRequest(request: Request, auth: Auth | undefined, chain: ScopeChain): RequestCheck {
  const scopes = chain.map((scope) => ({
    ...scope,
    variables: new Map(
      [...scope.variables].map(([name, entry]) => [
        name,
        entry.secret ? { value: 'x', secret: false } : entry,
      ]),
    ),
  }));
  const conflicts = findAuthConflicts(request, auth).map(({ code, message }) => ({ code, message }));
  if (request.url.trim() === '') return { open: [], warnings: conflicts };
  try {
    const { warnings } = prepareRequest({
      request,
      auth,
      ...(auth === undefined || typesOfCore.has(auth.type) ? {} : { applied: { secrets: [] } }),
      scopes,
      generate: (name) => (isGeneratedName(name) ? 'x' : undefined),
      userAgent: 'Postern',
      acceptEncoding: 'gzip',
      boundary: 'boundary',
    });
    return { open: [], warnings };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const open = error.code === 'ERR_VARIABLE_UNRESOLVED' ? openNames(error.details?.['names']) : [];
    // A cycle is nothing that typing on would repair.
    const cycle = error.code === 'ERR_VARIABLE_CYCLE' ? [{ code: error.code, message: error.message }] : [];
    return { open, warnings: [...conflicts, ...cycle] };
  }
}

/** One entry of the details of ERR_VARIABLE_UNRESOLVED. */
interface UnresolvedEntry {
  name: string;
  where: string;
  key?: string;
  via?: string;
  literal?: true;
  text?: string;
}

function openNames(details: unknown): OpenName[] {
  const found = new Map<string, OpenName>();
  for (const entry of Array.isArray(details) ? (details as UnresolvedEntry[]) : []) {
    const { name, via } = entry;
    // The value of a path variable may hold an open variable: that one is not the `:name` itself.
    const isPath = entry.where === 'pathVariable' && entry.key === name && via === undefined;
    const kind = entry.literal === true ? 'literal' : isPath ? 'path' : 'variable';
    const text = { literal: entry.text ?? name, path: `:${name}`, variable: `{{${name}}}` }[kind];
    found.set(text, { name, kind, text, via });
  }
  return [...found.values()];
}
