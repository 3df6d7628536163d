import { parseAddress } from '../http/parse-address.ts';
import type { AssertionContext } from './assertion-context.ts';
import type { Findings } from './assertion-finding.ts';
import { type JsonMember, findMember, readObjectMembers } from './json-members.ts';

/** Gives whom an assertion is for: the endpoint that is called, or the issuer where the profile says so and it is known. */
export function assertionAudienceOf(
  context: Pick<AssertionContext, 'audience' | 'endpoint' | 'issuer'>,
): string {
  return context.audience === 'issuer' && context.issuer !== undefined && context.issuer !== ''
    ? context.issuer
    : context.endpoint;
}

/**
 * Gives the first address that `aud` of the claims names, or an empty text. What an assertion is checked against where
 * nobody said which endpoint is called.
 */
export function statedAudience(claimsText: string): string {
  return firstAudience(findMember(readObjectMembers(claimsText) ?? [], 'aud')?.value);
}

/** Gives the first address of a value of `aud`, or an empty text. */
export function firstAudience(value: unknown): string {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : '';
}

/**
 * Checks `aud` of a client assertion. One that names another host than the request goes to is how a hostile server
 * makes us sign for somebody else's.
 *
 * @see RFC 7523 section 3
 */
export function checkAssertionAudience(
  members: readonly JsonMember[],
  context: AssertionContext,
  findings: Findings,
): void {
  const wanted = assertionAudienceOf(context);
  const fix = { label: 'Use the address that is called', name: 'aud', value: wanted };
  const say = (code: string, severity: 'error' | 'warning', message: string) =>
    findings.add('claims', code, severity, message, 'aud', fix);
  const value = findMember(members, 'aud')?.value;
  if (value === undefined || value === '') return say('audMissing', 'error', '"aud" must name the server.');
  const audiences = Array.isArray(value) ? value : [value];
  const hosts = audiences.map((entry) => webHostOf(entry));
  if (hosts.length === 0 || hosts.includes(undefined)) {
    return say('audNotUrl', 'error', '"aud" must be an absolute address with "https://".');
  }
  const endpointHost = context.endpoint === audiences[0] ? hosts[0] : webHostOf(context.endpoint);
  const strange = hosts.find((host) => host !== endpointHost);
  if (strange !== undefined) {
    const target = endpointHost ?? context.endpoint;
    return say(
      'audOtherHost',
      'warning',
      `"aud" names "${strange}" but the request goes to "${target}". Whoever receives it there could use it at "${strange}".`,
    );
  }
  if (audiences.length > 1) {
    return say('audSeveral', 'warning', '"aud" names several addresses. Name one.');
  }
  if (audiences[0] === wanted) return undefined;
  if (context.issuer !== undefined && audiences[0] === context.issuer) {
    return say('audIssuer', 'warning', '"aud" is the issuer. Okta wants the endpoint that is called.');
  }
  const message = '"aud" is another address of the server. It must be the endpoint that is called.';
  return say('audOtherEndpoint', 'error', message);
}

function webHostOf(value: unknown): string | undefined {
  const parsed = typeof value === 'string' ? parseAddress(value) : undefined;
  return parsed !== undefined && /^https?:$/.test(parsed.protocol) ? parsed.host : undefined;
}
