import { randomBytes } from 'node:crypto';
import { calculatePKCECodeChallenge } from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { chooseCodeVerifier, codeChallenge, codeVerifierFromBytes, isLegalCodeVerifier } from './pkce.ts';

describe('PKCE', () => {
  it('agrees with RFC 7636 appendix B', async () => {
    const octets = [
      116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212, 37, 77, 105, 214,
      191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
    ];
    const verifier = codeVerifierFromBytes(Uint8Array.from(octets));
    expect(verifier).toBe('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
    expect(await codeChallenge(verifier, 'S256')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
    expect(await codeChallenge(verifier, 'plain')).toBe(verifier);
  });

  it('makes 1,000 legal, different verifiers whose challenges another library computes too', async () => {
    const verifiers = Array.from({ length: 1_000 }, (_, index) =>
      codeVerifierFromBytes(new Uint8Array(randomBytes(32 + (index % 65)))),
    );
    expect(new Set(verifiers).size).toBe(1_000);
    for (const verifier of verifiers) {
      expect(verifier).toMatch(/^[A-Za-z0-9._~-]{43,128}$/);
      expect(await codeChallenge(verifier, 'S256')).toBe(await calculatePKCECodeChallenge(verifier));
    }
  });

  it.each([
    ['a'.repeat(42), false],
    ['a'.repeat(43), true],
    ['a'.repeat(128), true],
    ['a'.repeat(129), false],
    [`${'a'.repeat(43)}+`, false],
    [`${'a'.repeat(43)}\n`, false],
    [`${'a'.repeat(42)}é`, false],
    ['', false],
  ])('judges a verifier: %j', async (verifier, legal) => {
    expect(isLegalCodeVerifier(verifier)).toBe(legal);
    const outcome = codeChallenge(verifier, 'S256');
    if (legal) await expect(outcome).resolves.toHaveLength(43);
    else await expect(outcome).rejects.toMatchObject({ code: 'ERR_OAUTH_VERIFIER_INVALID' });
  });

  it('uses the typed verifier, else bytes, of which it wants enough', () => {
    const typed = 'typed-verifier-'.repeat(3);
    expect(chooseCodeVerifier(typed, new Uint8Array(32))).toBe(typed);
    expect(chooseCodeVerifier('', new Uint8Array(32))).toBe('A'.repeat(43));
    for (const [text, length] of [
      ['short', 32],
      ['', 16],
      ['', 97],
    ] as const) {
      expect(() => chooseCodeVerifier(text, new Uint8Array(length))).toThrow(
        expect.objectContaining({ code: 'ERR_OAUTH_VERIFIER_INVALID' }),
      );
    }
  });
});
