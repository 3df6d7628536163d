import { importJWK, type CryptoKey, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { decodeBase64Url, textBytes } from './base64url.ts';
import { decodeToken } from './decode.ts';
import { publicJwk } from './jwk.ts';
import { rfc7520Payload, rfc7520Rsa, rfc7520Secret, rfc8037Ed25519 } from './rfc-keys.test-kit.ts';
import { signCompact, signJwt } from './sign.ts';
import { verifyWithKey, verifyWithKeys, verifyWithSecret } from './verify.ts';

const imported = async (jwk: object, algorithm: string) =>
  (await importJWK(jwk as JWK, algorithm)) as CryptoKey;
const bytes = (text: string) => decodeBase64Url(text) ?? new Uint8Array();
const kid = 'bilbo.baggins@hobbiton.example';

describe('deterministic signatures of the RFCs', () => {
  it('signs RFC 7520 section 4.1 byte for byte', async () => {
    const jws = await signCompact(
      { alg: 'RS256', kid },
      textBytes(rfc7520Payload),
      await imported(rfc7520Rsa, 'RS256'),
    );
    expect(jws.split('.')[2]).toBe(
      'MRjdkly7_-oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDkoBwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpERV0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_fcIe8u9ipH84ogoree7vjbU5y18kDquDg',
    );
  });

  it('signs RFC 7520 section 4.4 byte for byte', async () => {
    const header = { alg: 'HS256', kid: '018c0ae5-4d9b-471b-bfd6-eef314bc7037' };
    const jws = await signCompact(header, textBytes(rfc7520Payload), bytes(rfc7520Secret));
    expect(jws.split('.')[2]).toBe('s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0');
    expect(await verifyWithSecret(jws, bytes(rfc7520Secret))).toBe('verified');
  });

  it('signs RFC 8037 appendix A.4 byte for byte', async () => {
    const jws = await signCompact(
      { alg: 'EdDSA' },
      textBytes('Example of Ed25519 signing'),
      await imported(rfc8037Ed25519, 'EdDSA'),
    );
    expect(jws).toBe(
      'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg',
    );
  });

  it('signs RFC 7515 appendix A.1 byte for byte, claims as text', async () => {
    const secret = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
    const claims = '{"iss":"joe",\r\n "exp":1300819380,\r\n "http://example.com/is_root":true}';
    const jws = await signJwt({ typ: 'JWT', alg: 'HS256' }, claims, bytes(secret));
    // The RFC writes its header with a line break; the payload must come out as written.
    expect(jws.split('.')[1]).toBe(
      'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ',
    );
    const rfc =
      'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
    expect(await verifyWithSecret(rfc, bytes(secret))).toBe('verified');
  });

  it('signs what of RFC 7520 sections 4.5, 4.6 and 4.8 is protected, byte for byte', async () => {
    const payload = textBytes(rfc7520Payload);
    const secret = bytes(rfc7520Secret);
    const header = { alg: 'HS256', kid: '018c0ae5-4d9b-471b-bfd6-eef314bc7037' };
    const whole = await signCompact(header, payload, secret);
    const [head = '', body = '', signature = ''] = whole.split('.');
    // Section 4.5 sends the payload apart: without it the signature is wrong, with it right.
    expect(signature).toBe('s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0');
    expect(await verifyWithSecret(`${head}..${signature}`, secret)).toBe('wrong');
    expect(await verifyWithSecret(`${head}.${body}.${signature}`, secret)).toBe('verified');
    // Sections 4.6 and 4.8 leave the key id unprotected.
    expect((await signCompact({ alg: 'HS256' }, payload, secret)).split('.')[2]).toBe(
      'bWUSVaxorn7bEF1djytBd0kHv70Ly5pvbomzMWSOr20',
    );
    const rsa = await signCompact({ alg: 'RS256' }, payload, await imported(rfc7520Rsa, 'RS256'));
    expect(rsa.split('.')[2]).toBe(
      'MIsjqtVlOpa71KE-Mss8_Nq2YH4FGhiocsqrgi5NvyG53uoimic1tcMdSg-qptrzZc7CG6Svw2Y13TDIqHzTUrL_lR2ZFcryNFiHkSw129EghGpwkpxaTn_THJTCglNbADko1MZBCdwzJxwqZc-1RlpO2HibUYyXSwO97BSe0_evZKdjvvKSgsIqjytKSeAMbhMBdMma622_BG5t4sdbuCHtFjp9iJmkio47AIwqkZV1aIZsv33uPUqBBCXbYoQJwt7mxPftHmNlGoOSMxR_3thmXTCm4US-xiNOyhbm8afKK64jU6_TPtQHiJeQJxz9G3Tx-083B745_AfYOnlC9w',
    );
    // Sections 4.6 to 4.8 are JSON, which no OAuth message has; it is not taken for a token.
    const json = JSON.stringify({ payload: body, header: { kid: header.kid }, protected: head, signature });
    expect(await verifyWithSecret(json, secret)).toBe('unfit');
    expect(decodeToken(json).kind).toBe('opaque');
  });

  it('takes the control of RFC 7797 section 4.1, and not the payload that is not encoded', async () => {
    const secret = bytes(
      'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
    );
    const control = await signCompact({ alg: 'HS256' }, textBytes('$.02'), secret);
    expect(control).toBe('eyJhbGciOiJIUzI1NiJ9.JC4wMg.5mvfOroL-g7HyqJoozehmsaqmvTYGEq5jTI1gVvoEoQ');
    const head = 'eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19';
    for (const payload of ['', '$.02', 'JC4wMg']) {
      const jws = `${head}.${payload}.A5dxf2s96_n5FLueVuW1Z_vh161FwXZC4YLPff6dmDY`;
      expect(await verifyWithSecret(jws, secret)).not.toBe('verified');
    }
  });
});

describe('signatures with randomness', () => {
  it('verifies PS384 made with the RFC 7520 key and refuses it once changed', async () => {
    const key = await imported(rfc7520Rsa, 'PS384');
    const jws = await signCompact({ alg: 'PS384', kid }, textBytes(rfc7520Payload), key);
    expect(await verifyWithKey(jws, publicJwk(rfc7520Rsa))).toBe('verified');
    const changed = jws.replace(/\.[^.]+\./, `.${btoa('other').replace(/=+$/, '')}.`);
    expect(await verifyWithKey(changed, publicJwk(rfc7520Rsa))).toBe('wrong');
  });

  it('verifies RFC 7520 section 4.2 and 4.3 as printed', async () => {
    const payload = rfc7520Payload;
    const encode = (text: string) => Buffer.from(text).toString('base64url');
    const ps384 = `eyJhbGciOiJQUzM4NCIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.${encode(payload)}.cu22eBqkYDKgIlTpzDXGvaFfz6WGoz7fUDcfT0kkOy42miAh2qyBzk1xEsnk2IpN6-tPid6VrklHkqsGqDqHCdP6O8TTB5dDDItllVo6_1OLPpcbUrhiUSMxbbXUvdvWXzg-UD8biiReQFlfz28zGWVsdiNAUf8ZnyPEgVFn442ZdNqiVJRmBqrYRXe8P_ijQ7p8Vdz0TTrxUeT3lm8d9shnr2lfJT8ImUjvAA2Xez2Mlp8cBE5awDzT0qI0n6uiP1aCN_2_jLAeQTlqRHtfa64QQSUmFAAjVKPbByi7xho0uTOcbH510a6GYmJUAfmWjwZ6oD4ifKo8DYM-X72Eaw`;
    expect(await verifyWithKey(ps384, publicJwk(rfc7520Rsa))).toBe('verified');
    const es512 = `eyJhbGciOiJFUzUxMiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9.${encode(payload)}.AE_R_YZCChjn4791jSQCrdPZCNYqHXCTZH0-JZGYNlaAjP2kqaluUIIUnC9qvbu9Plon7KRTzoNEuT4Va2cmL1eJAQy3mtPBu_u_sDDyYjnAMDxXPn7XrT0lw-kvAD890jl8e2puQens_IEKBpHABlsbEPX6sFY8OcGDqoRuBomu9xQ2`;
    const p521 = {
      kty: 'EC',
      kid,
      use: 'sig',
      crv: 'P-521',
      x: 'AHKZLLOsCOzz5cY97ewNUajB957y-C-U88c3v13nmGZx6sYl_oJXu9A5RkTKqjqvjyekWF-7ytDyRXYgCF5cj0Kt',
      y: 'AdymlHvOiLxXkEhayXQnNCvDX4h9htZaCJN34kfmC6pV5OhQHiraVySsUdaQkAgDPrwQrJmbnX9cwlGfP-HqHZR1',
    };
    expect(await verifyWithKey(es512, p521)).toBe('verified');
  });
});

describe('refusals', () => {
  it('refuses to sign with none, and with an algorithm that is not the key’s', async () => {
    const key = await imported(rfc8037Ed25519, 'EdDSA');
    await expect(signJwt({ alg: 'none' }, {}, key)).rejects.toMatchObject({ code: 'ERR_TOKEN_SIGN_FAILED' });
    await expect(signJwt({ alg: 'ES256' }, {}, key)).rejects.toMatchObject({ code: 'ERR_TOKEN_SIGN_FAILED' });
  });

  it('never takes a public key for a shared secret', async () => {
    const forged = await signJwt({ alg: 'HS256', kid }, { sub: 'x' }, textBytes(rfc7520Rsa['n'] as string));
    expect(await verifyWithKey(forged, publicJwk(rfc7520Rsa))).toBe('unfit');
    const secret = { kty: 'oct', k: rfc7520Secret };
    expect(await verifyWithKey(await signJwt({ alg: 'HS256' }, {}, bytes(rfc7520Secret)), secret)).toBe(
      'unfit',
    );
  });

  it('refuses other spellings of a good signature', async () => {
    const secret = bytes(rfc7520Secret);
    const jws = await signJwt({ alg: 'HS256' }, { a: 1 }, secret);
    for (const odd of [
      `${jws}=`,
      `${jws}\n`,
      ` ${jws}`,
      jws.replace('.', ' .'),
      `${jws}.`,
      jws.slice(0, -1),
    ]) {
      expect(await verifyWithSecret(odd, secret)).not.toBe('verified');
    }
  });

  it('refuses a signature whose unused bits are set', async () => {
    const secret = bytes(rfc7520Secret);
    const jws = await signJwt({ alg: 'HS256' }, { a: 1 }, secret);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const other = jws.slice(0, -1) + alphabet.charAt(alphabet.indexOf(jws.slice(-1)) ^ 1);
    expect(bytes(other.split('.')[2] ?? '')).toEqual(bytes(jws.split('.')[2] ?? ''));
    expect(await verifyWithSecret(jws, secret)).toBe('verified');
    expect(await verifyWithSecret(other, secret)).toBe('unfit');
  });

  it('refuses short secrets, RSA exponents that protect nothing and short RSA keys', async () => {
    const short = textBytes('too short');
    expect(await verifyWithSecret(await signJwt({ alg: 'HS256' }, {}, short), short)).toBe('unfit');
    const jws = await signJwt({ alg: 'RS256', kid }, {}, await imported(rfc7520Rsa, 'RS256'));
    expect(await verifyWithKey(jws, { ...publicJwk(rfc7520Rsa), e: 'AQ' })).toBe('unfit');
    expect(await verifyWithKey(jws, { ...publicJwk(rfc7520Rsa), n: rfc7520Rsa['p'] as string })).toBe(
      'unfit',
    );
  });

  it('finds the key among others without ids, and stops after twenty', async () => {
    const jws = await signJwt({ alg: 'EdDSA' }, {}, await imported(rfc8037Ed25519, 'EdDSA'));
    const right = publicJwk(rfc8037Ed25519);
    const others = Array.from({ length: 20 }, () => publicJwk(rfc7520Rsa));
    expect(await verifyWithKeys(jws, [...others.slice(1), right])).toBe('verified');
    expect(await verifyWithKeys(jws, [...others, right])).toBe('unfit');
  });

  it('keeps numbers of edited claims exact', async () => {
    const text = '{"big": 12345678901234567890123, "exp": 1.50}';
    const decoded = decodeToken(await signJwt({ alg: 'HS256' }, text, bytes(rfc7520Secret)));
    expect(decoded.kind === 'jwt' && decoded.payload.text).toBe(text);
  });
});
