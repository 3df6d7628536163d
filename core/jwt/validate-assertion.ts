import { checkAssertionAudience } from './assertion-audience.ts';
import type { AssertionContext } from './assertion-context.ts';
import {
  type AssertionFinding,
  type AssertionTexts,
  type Findings,
  createFindings,
} from './assertion-finding.ts';
import { checkAssertionHeader } from './assertion-header.ts';
import { checkAssertionTimes } from './assertion-times.ts';
import { type JsonMember, findMember, readObjectMembers } from './json-members.ts';

/**
 * Checks header and claims of a client assertion while they are edited: what Okta refuses is an error, what is
 * suspicious a warning. Fixes carry the new texts, with everything else in them untouched.
 *
 * @see RFC 7523 section 3
 */
export function validateAssertion(texts: AssertionTexts, context: AssertionContext): AssertionFinding[] {
  const findings = createFindings(texts);
  const header = readObjectMembers(texts.headerText);
  const claims = readObjectMembers(texts.claimsText);
  if (header === undefined) {
    findings.add('header', 'headerNotJson', 'error', 'The header is not a JSON object.');
  } else {
    findRepeated(header, 'header', findings);
    checkAssertionHeader(header, context, findings);
  }
  if (claims === undefined) {
    findings.add('claims', 'claimsNotJson', 'error', 'The claims are not a JSON object.');
  } else {
    findRepeated(claims, 'claims', findings);
    checkParties(claims, context.clientId, findings);
    checkAssertionAudience(claims, context, findings);
    checkAssertionTimes(claims, context.nowEpochSec, findings);
    checkJti(claims, context.freshJti, findings);
  }
  return findings.list;
}

function findRepeated(members: readonly JsonMember[], where: 'header' | 'claims', findings: Findings): void {
  if (new Set(members.map(({ name }) => name)).size === members.length) return;
  for (const member of members) {
    if (findMember(members, member.name) === member) continue;
    const message = `"${member.name}" stands there twice. Remove one.`;
    findings.add(where, 'repeatedMember', 'error', message, member.name);
  }
}

function checkParties(members: readonly JsonMember[], clientId: string, findings: Findings): void {
  const setTo = (name: string, value: string, label: string) => ({ label, name, value });
  const read = (name: 'iss' | 'sub') => {
    const value = findMember(members, name)?.value;
    if (typeof value === 'string' && value !== '') return value;
    const fix = setTo(name, clientId, 'Use the client ID');
    findings.add('claims', `${name}Missing`, 'error', `"${name}" must be the client ID.`, name, fix);
    return undefined;
  };
  const iss = read('iss');
  const sub = read('sub');
  if (iss === undefined || sub === undefined) return;
  if (iss !== sub) {
    const [wrong, right] = iss === clientId ? ['sub', iss] : ['iss', sub];
    const fix = setTo(wrong, right, 'Make them equal');
    const message = '"iss" and "sub" must be the same: the client ID.';
    findings.add('claims', 'issNotSub', 'error', message, wrong, fix);
  } else if (clientId !== '' && iss !== clientId) {
    const label = 'Use the client ID of the form';
    const message = `The assertion is for the client "${iss}", the form says "${clientId}".`;
    const fixes = [setTo('iss', clientId, label), setTo('sub', clientId, label)];
    findings.add('claims', 'otherClient', 'warning', message, 'iss', ...fixes);
  }
}

function checkJti(members: readonly JsonMember[], freshJti: string, findings: Findings): void {
  const member = findMember(members, 'jti');
  const fix = { name: 'jti', value: freshJti };
  if (member === undefined) {
    const message = 'There is no "jti". It is optional; with one, the server takes the assertion only once.';
    findings.add('claims', 'jtiMissing', 'info', message, 'jti', { ...fix, label: 'Add a jti' });
  } else if (typeof member.value !== 'string' || member.value === '') {
    const label = 'Use a fresh jti';
    findings.add('claims', 'jtiNotText', 'error', '"jti" must be a text.', 'jti', { ...fix, label });
  }
}
