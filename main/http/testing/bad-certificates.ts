import { type TestCertificate, createCertificate } from './certificate.ts';

/** A certificate that has to be refused at `localhost` where only `authority` is trusted, and a pattern of the reason's name. */
export interface BadCertificate {
  what: string;
  reason: string;
  pair: TestCertificate;
  /** Certificates sent after the first one, in PEM. */
  chain?: string;
}

const day = 24 * 60 * 60 * 1000;
const ago = (ms: number) => new Date(Date.now() - ms);
const ahead = (ms: number) => new Date(Date.now() + ms);

/** Makes twenty certificates, each bad in a way of its own. */
export function createBadCertificates(authority: TestCertificate): BadCertificate[] {
  const leaf = (more: Partial<Parameters<typeof createCertificate>[0]> = {}) =>
    createCertificate({ name: 'server', hosts: ['localhost'], issuer: authority.issue, ...more });
  const stranger = createCertificate({ name: 'Stranger', isAuthority: true });
  const between = (more: { notBefore?: Date; notAfter?: Date } = {}) =>
    createCertificate({ name: 'Between', isAuthority: true, issuer: authority.issue, ...more });
  const expired = between({ notBefore: ago(9 * day), notAfter: ago(day) });
  const future = between({ notBefore: ahead(day), notAfter: ahead(9 * day) });
  const whole = between();
  const notAuthority = leaf({ name: 'Not An Authority' });
  const strangerBetween = createCertificate({ name: 'Far', isAuthority: true, issuer: stranger.issue });

  const unknown = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE';
  const otherName = 'ERR_TLS_CERT_ALTNAME_INVALID';
  const bad = (what: string, reason: string, pair: TestCertificate, chain?: string): BadCertificate =>
    chain === undefined ? { what, reason, pair } : { what, reason, pair, chain };
  return [
    bad('expired', 'CERT_HAS_EXPIRED', leaf({ notBefore: ago(3 * day), notAfter: ago(day) })),
    bad('expired a minute ago', 'CERT_HAS_EXPIRED', leaf({ notBefore: ago(day), notAfter: ago(60_000) })),
    bad('not valid yet', 'CERT_NOT_YET_VALID', leaf({ notBefore: ahead(day), notAfter: ahead(2 * day) })),
    bad('issuer expired', 'CERT_HAS_EXPIRED', leaf({ issuer: expired.issue }), expired.certificate),
    bad('issuer not valid yet', 'CERT_NOT_YET_VALID', leaf({ issuer: future.issue }), future.certificate),
    bad('other host', otherName, leaf({ hosts: ['example.test'] })),
    bad('host above', otherName, leaf({ hosts: ['host'] })),
    bad('host that begins alike', otherName, leaf({ hosts: ['localhost.example.test'] })),
    bad('host that ends alike', otherName, leaf({ hosts: ['my-localhost'] })),
    bad('wildcard below', otherName, leaf({ hosts: ['*.localhost'] })),
    bad('wildcard of all', otherName, leaf({ hosts: ['*.test'] })),
    bad('another address only', otherName, leaf({ hosts: ['127.0.0.2'] })),
    bad('the name in the subject only', otherName, leaf({ name: 'localhost', hosts: ['example.test'] })),
    bad(
      'self-signed',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      createCertificate({ name: 'localhost', hosts: ['localhost'] }),
    ),
    bad(
      'self-signed and expired',
      'CERT_HAS_EXPIRED',
      createCertificate({
        name: 'localhost',
        hosts: ['localhost'],
        notBefore: ago(3 * day),
        notAfter: ago(day),
      }),
    ),
    bad('unknown authority', unknown, leaf({ issuer: stranger.issue })),
    bad(
      'unknown authority in the chain',
      'SELF_SIGNED_CERT_IN_CHAIN',
      leaf({ issuer: strangerBetween.issue }),
      strangerBetween.certificate + stranger.certificate,
    ),
    bad(
      'false authority of the same name',
      'CERT_SIGNATURE_FAILURE',
      leaf({ issuer: { ...stranger.issue, name: 'Test Authority' } }),
    ),
    bad(
      'issued by what may not issue',
      'INVALID_(CA|PURPOSE)',
      leaf({ issuer: notAuthority.issue }),
      notAuthority.certificate,
    ),
    bad('torn chain', unknown, leaf({ issuer: whole.issue })),
  ];
}
