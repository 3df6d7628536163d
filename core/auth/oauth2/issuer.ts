import { originText } from '../../http/parse-address.ts';

/**
 * Tells whether an issuer is the expected one. They are compared as texts; only a server that describes all its tenants
 * at once stands for several, where it names a path segment such as `{tenantid}`.
 *
 * @see RFC 9207 section 2.4, OpenID Connect Core 1.0 section 3.1.3.7
 */
export function isIssuer(expected: string, received: string): boolean {
  if (expected === received) return true;
  const place = originText(expected);
  if (place === '' || place !== originText(received) || !expected.startsWith(place)) return false;
  const wanted = expected.split('/');
  const given = received.split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, at) => {
      const found = given[at] ?? '';
      return part === found || (/^\{[A-Za-z]\w*\}$/.test(part) && /^[\w.-]+$/.test(found));
    })
  );
}
