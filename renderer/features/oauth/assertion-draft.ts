import { assertionAudienceOf, statedAudience } from '../../../core/jwt/assertion-audience.ts';
import type { AssertionFinding, AssertionTexts } from '../../../core/jwt/assertion-finding.ts';
import { buildAssertionHeader, defaultAssertionLifetimeSec } from '../../../core/jwt/claims.ts';
import { findMember, readObjectMembers, setMember } from '../../../core/jwt/json-members.ts';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import { validateAssertion } from '../../../core/jwt/validate-assertion.ts';

/** What an assertion is about; nothing in it is secret. Empty where it is not known yet. */
export interface AssertionSubject {
  keyId: string;
  clientId: string;
  /** The endpoint that is called: the token endpoint unless the user wants another. */
  endpoint: string;
  issuer: string;
  audience: 'endpoint' | 'issuer';
  /** The algorithm the set-up asks for; empty: the key's own. */
  algorithm: string;
}

/** What is known when a key is all there is to start from. */
export function subjectOfKey(key: KeySummary): AssertionSubject {
  const [clientId = ''] = key.usedBy.length === 1 ? key.usedBy : [];
  return { keyId: key.id, clientId, endpoint: '', issuer: '', audience: 'endpoint', algorithm: '' };
}

const pretty = (value: object) => JSON.stringify(value, null, 2);

/** Writes header and claims as a flow would send them; what is not known stays empty, to be filled in. */
export function draftTexts(
  subject: AssertionSubject,
  key: KeySummary | undefined,
  nowEpochSec: number,
  jti: string,
): AssertionTexts {
  const iat = Math.floor(nowEpochSec);
  const { clientId } = subject;
  return {
    headerText: pretty(buildAssertionHeader(subject.algorithm || (key?.alg ?? ''), key?.kid)),
    claimsText: pretty({
      iss: clientId,
      sub: clientId,
      aud: assertionAudienceOf(subject),
      iat,
      exp: iat + defaultAssertionLifetimeSec,
      jti,
    }),
  };
}

/** Carries a change of a field over into the texts, where they still say what the field said before. */
export function followSubject(
  texts: AssertionTexts,
  before: AssertionSubject,
  after: AssertionSubject,
): AssertionTexts {
  const steps: [name: string, from: string, to: string][] = [
    ['iss', before.clientId, after.clientId],
    ['sub', before.clientId, after.clientId],
    ['aud', assertionAudienceOf(before), assertionAudienceOf(after)],
  ];
  let { claimsText } = texts;
  for (const [name, from, to] of steps) {
    if (findMember(readObjectMembers(claimsText) ?? [], name)?.value === from) {
      claimsText = setMember(claimsText, name, to);
    }
  }
  return { ...texts, claimsText };
}

/** Gives the times and the `jti` new values: a server takes each `jti` only once. */
export function renewTexts(texts: AssertionTexts, nowEpochSec: number, jti: string): AssertionTexts {
  if (readObjectMembers(texts.claimsText) === undefined) return texts;
  const iat = Math.floor(nowEpochSec);
  const withTimes = setMember(
    setMember(texts.claimsText, 'iat', iat),
    'exp',
    iat + defaultAssertionLifetimeSec,
  );
  return { ...texts, claimsText: setMember(withTimes, 'jti', jti) };
}

/** Checks the texts; a fix that would not help, because a field above is still empty, is not offered. */
export function checkTexts(
  texts: AssertionTexts,
  subject: AssertionSubject,
  key: KeySummary | undefined,
  nowEpochSec: number,
  freshJti: string,
): AssertionFinding[] {
  const check = (checked: AssertionTexts) =>
    validateAssertion(checked, {
      endpoint: subject.endpoint.trim() || statedAudience(checked.claimsText),
      issuer: subject.issuer,
      audience: subject.audience,
      clientId: subject.clientId.trim(),
      nowEpochSec,
      key: key && { keyType: key.kty, curve: key.crv, keyId: key.kid },
      freshJti,
    });
  return check(texts).map((finding) => {
    const { fix, ...rest } = finding;
    if (fix === undefined) return finding;
    const stays = check(fix).some(({ code, member }) => code === rest.code && member === rest.member);
    return stays ? rest : finding;
  });
}

/** Reads when the assertion ends, in seconds since 1970. */
export function expiryOf(claimsText: string): number | undefined {
  const value = findMember(readObjectMembers(claimsText) ?? [], 'exp')?.value;
  return typeof value === 'number' ? value : undefined;
}
