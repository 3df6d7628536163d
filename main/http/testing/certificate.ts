import { type KeyObject, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its key, in PEM, and what is needed to issue others with it. */
export interface TestCertificate {
  certificate: string;
  key: string;
  issue: Issuer;
}

interface Issuer {
  name: string;
  privateKey: KeyObject;
}

/** What a certificate of a test says; by default it is its own issuer and valid for a day around now. */
export interface CertificateWishes {
  name: string;
  /** DNS names and IPv4 addresses. */
  hosts?: string[];
  issuer?: Issuer;
  notBefore?: Date;
  notAfter?: Date;
  isAuthority?: boolean;
}

const day = 24 * 60 * 60 * 1000;

/** Makes an ECDSA certificate, so that tests need neither files nor openssl. @see RFC 5280 section 4.1 */
export function createCertificate(wishes: CertificateWishes): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = wishes.issuer ?? { name: wishes.name, privateKey };
  const now = Date.now();
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm(),
    distinguishedName(issuer.name),
    sequence(time(wishes.notBefore ?? new Date(now - day)), time(wishes.notAfter ?? new Date(now + day))),
    distinguishedName(wishes.name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions(wishes))),
  );
  const signature = sign('sha256', body, issuer.privateKey);
  const certificate = sequence(body, algorithm(), der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return {
    certificate: `-----BEGIN CERTIFICATE-----\n${(certificate.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    issue: { name: wishes.name, privateKey },
  };
}

function extensions({ hosts = [], isAuthority = false }: CertificateWishes): Buffer[] {
  const names = hosts.map((host) =>
    isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)),
  );
  const basic = sequence(...(isAuthority ? [der(0x01, Buffer.from([0xff]))] : []));
  return [
    sequence(oid('2.5.29.19'), der(0x01, Buffer.from([0xff])), der(0x04, basic)),
    ...(names.length === 0 ? [] : [sequence(oid('2.5.29.17'), der(0x04, sequence(...names)))]),
  ];
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), content]);
}

const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts));
const tagged = (number: number, content: Buffer) => der(0xa0 + number, content);
const integer = (bytes: Buffer) => der(0x02, bytes);
/** ecdsa-with-SHA256 */
const algorithm = () => sequence(oid('1.2.840.10045.4.3.2'));

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const part of rest) {
    const groups = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(0x06, Buffer.from(bytes));
}

function distinguishedName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
}

/** GeneralizedTime; UTCTime ends with 2049 and is not needed by any verifier in use. */
function time(date: Date): Buffer {
  const text = date.toISOString().replace(/[-:T]/g, '').slice(0, 14);
  return Number(text.slice(0, 4)) < 2050
    ? der(0x17, Buffer.from(`${text.slice(2)}Z`))
    : der(0x18, Buffer.from(`${text}Z`));
}
