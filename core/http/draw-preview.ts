import { AppError } from '../errors.ts';
import type { AppErrorData } from '../errors.ts';
import { recordUse } from '../variables/record-use.ts';
import { type MaskRules, createMasker, maskHeaders } from './mask.ts';
import {
  type PrepareInput,
  type ResolvedRequest,
  finishRequest,
  maskRulesOf,
  resolveRequest,
  withGeneratedHeaders,
} from './prepare-request.ts';
import type { HeaderOrigin, Preview } from './preview.ts';
import type { WireRequest } from './wire-request.ts';

/** A header line with where it comes from. */
export interface OriginHeader {
  name: string;
  value: string;
  origin: HeaderOrigin;
}

/** A request as it would go out, before what only the Node side knows is added; secrets are still in it. */
export interface PreviewDraft extends Pick<
  Preview,
  'method' | 'url' | 'variables' | 'unresolved' | 'warnings'
> {
  headers: OriginHeader[];
  parts: WireRequest['body'];
  rules: MaskRules;
  /** The request can be sent as it stands. */
  isComplete: boolean;
  boundSecrets?: WireRequest['boundSecrets'];
  problem?: AppErrorData;
}

/** So much of a body is shown; nobody reads more, and it crosses to the window. */
const maxShownLength = 64 * 1024;

/**
 * Prepares a request in the way sending does, and where sending would refuse it gives what could be resolved and the
 * refusal. Never throws an AppError.
 */
export function drawPreview(input: PrepareInput): PreviewDraft {
  const recorded = recordUse(input.scopes, (name) => input.generate(name));
  const observed = { ...input, scopes: recorded.scopes, generate: recorded.generate };
  let resolved: ResolvedRequest;
  try {
    resolved = resolveRequest(observed);
  } catch (fault) {
    const empty = { headers: [], parts: undefined, warnings: [], unresolved: [] };
    const rules = { secrets: [], sensitiveHeaders: [] };
    const { method, url } = input.request;
    return { method, url, ...empty, rules, variables: recorded.used(), isComplete: false, ...refusal(fault) };
  }
  const shared = {
    method: resolved.method,
    unresolved: resolved.fields.unresolved as unknown as Preview['unresolved'],
    variables: recorded.used(),
    parts: resolved.body.parts,
  };
  try {
    const { wire, origins, warnings } = finishRequest(observed, resolved);
    const headers = withOrigins(wire.headers, origins);
    const { url, boundSecrets } = wire;
    return { ...shared, url, headers, rules: wire, warnings, isComplete: true, boundSecrets };
  } catch (fault) {
    const { headers, origins } = withGeneratedHeaders(observed, resolved);
    return {
      ...shared,
      url: resolved.url,
      headers: withOrigins(headers, origins),
      rules: maskRulesOf(headers, resolved.auth, resolved.fields),
      warnings: resolved.warnings,
      isComplete: false,
      ...refusal(fault),
    };
  }
}

function withOrigins(headers: WireRequest['headers'], origins: readonly HeaderOrigin[]): OriginHeader[] {
  return headers.map(([name, value], index) => ({ name, value, origin: origins[index] ?? 'app' }));
}

function refusal(fault: unknown): { problem: AppErrorData } {
  if (fault instanceof AppError) return { problem: fault.toData() };
  throw fault;
}

/** Gives a drawn preview as it may be shown. */
export function maskPreview(draft: PreviewDraft, bodySizeBytes: number | undefined): Preview {
  const { method, url, headers, parts, rules, variables, unresolved, problem, warnings } = draft;
  const mask = createMasker(rules.secrets);
  const pairs = maskHeaders(
    headers.map(({ name, value }) => [name, value]),
    rules,
    mask,
  );
  return {
    method,
    url: hidePassword(mask(url)),
    headers: headers.map(({ name, origin }, index) => ({ name, value: pairs[index]?.[1] ?? '', origin })),
    ...(parts === undefined ? {} : { body: shownBody(parts, mask, bodySizeBytes) }),
    variables: variables.map((used) =>
      used.value === undefined ? used : { ...used, value: mask(used.value).slice(0, maxShownLength) },
    ),
    unresolved,
    ...(problem === undefined ? {} : { problem }),
    warnings,
  };
}

/** An address that was not finished may still hold a user name and password. */
function hidePassword(url: string): string {
  return url.replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#@:]*):[^/?#@]*@/i, '$1:••••••••@');
}

function shownBody(
  parts: NonNullable<WireRequest['body']>,
  mask: (text: string) => string,
  sizeBytes: number | undefined,
): NonNullable<Preview['body']> {
  let left = maxShownLength;
  let isCut = false;
  const shown = parts.flatMap((part): NonNullable<Preview['body']>['parts'] => {
    if (part.kind === 'file') return [part];
    // Masked as a whole first: a cut through a secret would leave half of it.
    const text = mask(part.text);
    if (text.length > left) isCut = true;
    const kept = text.slice(0, left);
    left -= kept.length;
    return kept === '' ? [] : [{ kind: 'text', text: kept }];
  });
  return { parts: shown, isCut, ...(sizeBytes === undefined ? {} : { sizeBytes }) };
}
