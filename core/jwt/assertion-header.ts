import { fitsAlgorithm, signingAlgorithmsOf } from './algorithms.ts';
import type { AssertionContext } from './assertion-context.ts';
import type { Findings } from './assertion-finding.ts';
import { type JsonMember, findMember } from './json-members.ts';
import { privateMembersOf } from './jwk.ts';

/** Checks `alg`, `kid` and `jwk` of a client assertion. @see RFC 7515 section 4.1 */
export function checkAssertionHeader(
  members: readonly JsonMember[],
  context: AssertionContext,
  findings: Findings,
): void {
  const algorithm = findMember(members, 'alg')?.value;
  checkAlgorithm(algorithm, context.key, findings);
  const isSecretForm = typeof algorithm === 'string' && /^HS/i.test(algorithm);
  checkKeyId(findMember(members, 'kid')?.value, isSecretForm, context, findings);
  const jwk = findMember(members, 'jwk')?.value;
  if (typeof jwk === 'object' && jwk !== null && !Array.isArray(jwk) && privateMembersOf(jwk).length > 0) {
    const message = 'The header holds a private key, which everybody could read. Remove it.';
    findings.add('header', 'privateKeyInHeader', 'error', message, 'jwk');
  }
}

function checkAlgorithm(algorithm: unknown, key: AssertionContext['key'], findings: Findings): void {
  const usual = key && signingAlgorithmsOf(key)[0];
  const fix = usual && { label: `Use ${usual}`, name: 'alg', value: usual };
  const say = (code: string, message: string) => findings.add('header', code, 'error', message, 'alg', fix);
  if (typeof algorithm !== 'string') say('algMissing', 'The header does not say how it is signed ("alg").');
  else if (algorithm.toLowerCase() === 'none') {
    say('algNone', '"none" means unsigned. Every server refuses it.');
  } else if (key === undefined) return;
  else if (/^HS/i.test(algorithm)) {
    say(
      'algSymmetric',
      `"${algorithm}" signs with a shared secret. A private key signs with another algorithm.`,
    );
  } else if (!fitsAlgorithm(key, algorithm)) say('algUnfit', `The key cannot sign with "${algorithm}".`);
}

function checkKeyId(
  keyId: unknown,
  isSecretForm: boolean,
  context: AssertionContext,
  findings: Findings,
): void {
  const { key, knownKeyIds } = context;
  const fix =
    key?.keyId === undefined ? undefined : { label: "Use the key's id", name: 'kid', value: key.keyId };
  const say = (code: string, severity: 'error' | 'warning', message: string) =>
    findings.add('header', code, severity, message, 'kid', fix);
  if (keyId === undefined || keyId === '') {
    if (isSecretForm) return;
    say(
      'kidMissing',
      'error',
      'The header does not name the key ("kid"). Okta needs it to find the public half.',
    );
  } else if (typeof keyId !== 'string') say('kidNotText', 'error', '"kid" must be a text.');
  else if (knownKeyIds !== undefined && !knownKeyIds.includes(keyId)) {
    say(
      'kidUnknown',
      'error',
      `The server does not know a key "${keyId}". Register the public key, or use the id it is registered under.`,
    );
  } else if (key?.keyId !== undefined && keyId !== key.keyId) {
    say('kidOther', 'warning', `The key that signs is "${key.keyId}", not "${keyId}".`);
  }
}
