import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textBytes } from '../../core/jwt/base64url.ts';
import { type Jwk, publicJwk } from '../../core/jwt/jwk.ts';
import { rfc7520Payload, rfc7520Rsa, rfc8037Ed25519 } from '../../core/jwt/rfc-keys.test-kit.ts';
import { signCompact, signJwt } from '../../core/jwt/sign.ts';
import { verifyWithKey } from '../../core/jwt/verify.ts';
import type { SigningAlgorithm } from '../../core/jwt/algorithms.ts';
import { holdKey } from './hold-key.ts';
import { generatePrivateJwk, importKey } from './key-store.ts';

const held = async (jwk: Jwk, algorithm: SigningAlgorithm) =>
  holdKey(jwk, algorithm, await importKey(jwk, algorithm));

describe('a held key', () => {
  it('signs RFC 7520 section 4.1 and RFC 8037 appendix A.4 byte for byte', async () => {
    const kid = 'bilbo.baggins@hobbiton.example';
    const rsa = await held(rfc7520Rsa, 'RS256');
    expect((await signCompact({ alg: 'RS256', kid }, textBytes(rfc7520Payload), rsa)).split('.')[2]).toBe(
      'MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg',
    );
    const edwards = await held(rfc8037Ed25519, 'EdDSA');
    expect(await signCompact({ alg: 'EdDSA' }, 'Example of Ed25519 signing', edwards)).toBe(
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
    );
  });

  it.each(['RS384', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'] as const)(
    'signs with %s as jose verifies it',
    async (algorithm) => {
      const jwk = await generatePrivateJwk(algorithm);
      const key = await held(jwk, algorithm);
      expect(key).toHaveProperty('sign');
      const jws = await signJwt({ alg: algorithm }, { sub: 'é' }, key);
      expect(await verifyWithKey(jws, publicJwk(jwk))).toBe('verified');
    },
  );

  it('signs nothing that jose would not sign', async () => {
    const key = await held(rfc8037Ed25519, 'EdDSA');
    const codeOf = (header: { alg: string; crit?: string[]; b64?: boolean }) =>
      signJwt(header, {}, key).catch((fault: { code: string }) => fault.code);
    expect(await codeOf({ alg: 'ES256' })).toBe('ERR_TOKEN_SIGN_FAILED');
    expect(await codeOf({ alg: 'none' })).toBe('ERR_TOKEN_SIGN_FAILED');
    expect(await codeOf({ alg: 'EdDSA', crit: ['unknown'] })).toBe('ERR_TOKEN_SIGN_FAILED');
    expect(await codeOf({ alg: 'EdDSA', crit: ['b64'], b64: false })).toBe('ERR_TOKEN_SIGN_FAILED');
  });

  it('leaves keys that sign for long to WebCrypto', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 4_104 });
    const key = await held(privateKey.export({ format: 'jwk' }) as Jwk, 'RS256');
    expect(key).toMatchObject({ extractable: false, type: 'private' });
  }, 30_000);
});
