import { maskText } from './mask.ts';

/** The end of a name that says its value is a secret, in snake, kebab and camel case. */
const secretName = `[\\w.-]{0,40}?(?:token|secret|password|passwd|passphrase|passcode|api[_-]?key|access[_-]?key|private[_-]?key|assertion|code[_-]?verifier|device[_-]?code|credential|jwt)`;

/** A JSON member with a text, or with `{ "value": text }` as users' passwords have it. A text that was cut has no end. */
const jsonMember = new RegExp(
  `("${secretName}"\\s*:\\s*(?:\\{\\s*"value"\\s*:\\s*)?")((?:[^"\\\\]|\\\\.)+)`,
  'gi',
);
/** Private members of a JWK (RFC 7518 section 6). */
const jwkMember = /("(?:d|p|q|dp|dq|qi|k)"\s*:\s*")([\w-]{16,})/g;
/** A field of a form or of a query. */
const formField = new RegExp(`((?:^|[?&;#\\s])${secretName}=)([^&\\s#;"'<>]+)`, 'gi');
const xmlElement = new RegExp(`(<(?:[\\w-]{1,40}:)?${secretName}>)([^<]+)`, 'gi');
const schemeAndCredential = /(\b(?:Bearer|DPoP|SSWS|Basic) +)([\w.~+/=-]{16,})/g;
/** Compact JWS and JWE (RFC 7515 and 7516): the header always begins with `{"`. */
const compactJose = /()\b(eyJ[\w-]{8,}(?:\.[\w-]*){2,4})/g;
const passwordInAddress = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/[^/?#@:\s"]{0,200}:)([^/?#@\s"]{1,200})(?=@)/gi;

/** Each with a text that stands in all it matches: most texts have none of these, and need no closer look. */
const patterns: readonly (readonly [probe: string, pattern: RegExp])[] = [
  ['"', jsonMember],
  ['"', jwkMember],
  ['=', formField],
  ['<', xmlElement],
  [' ', schemeAndCredential],
  ['eyJ', compactJose],
  ['://', passwordInAddress],
];

/** The probes as one look: most header lines have none of them. */
const anyProbe = /["=< ]|eyJ|:\/\//;

/**
 * Replaces what looks like a secret by its name or its form: values of members, fields and elements named like tokens,
 * passwords and keys, JWTs, credentials after a scheme, private parts of a JWK, passwords in addresses. Works on a text
 * that was cut, and leaves everything else byte for byte.
 */
export function replaceSecretFields(text: string, replacement: (value: string) => string): string {
  return !anyProbe.test(text)
    ? text
    : patterns.reduce(
        (done, [probe, pattern]) =>
          done.includes(probe)
            ? done.replaceAll(pattern, (_whole, start: string, value: string) => start + replacement(value))
            : done,
        text,
      );
}

/** Masks what looks like a secret; see {@link replaceSecretFields}. */
export function maskSecretFields(text: string): string {
  return replaceSecretFields(text, () => maskText);
}

/** Tells whether a value looks like a secret, by the name it has or by its form. */
export function isSecretField(name: string, value: string): boolean {
  const member = `"${name}":"${value.replaceAll('"', "'")}"`;
  return maskSecretFields(member) !== member;
}
