/** Forged and malformed signatures of the kinds that libraries are known to have let through, and a good one of each algorithm beside them. */
import {
  constants,
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  privateDecrypt,
  sign,
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Jwk, publicJwk } from './jwk.ts';
import { rfc7520Rsa, rfc7520Secret } from './rfc-keys.test-kit.ts';
import { signCompact } from './sign.ts';
import { verifyWithKey, verifyWithKeys, verifyWithSecret } from './verify.ts';

const encode = (data: string | Buffer) => Buffer.from(data).toString('base64url');
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' }) as Jwk;
const { kid: _kid, use: _use, alg: _alg, ...bareRsa } = rfc7520Rsa;
const rsaKey = createPrivateKey({ key: bareRsa as JsonWebKey, format: 'jwk' });
const rsa = publicJwk(jwkOf(rsaKey));
const curves = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' } as const;
const ec = Object.fromEntries(
  Object.entries(curves).map(([alg, namedCurve]) => [alg, generateKeyPairSync('ec', { namedCurve })]),
);
const ed = generateKeyPairSync('ed25519');
const secret = Buffer.from(rfc7520Secret, 'base64url');
const claims = '{"sub":"a"}';

type Signer = (input: Buffer) => Buffer;

/** Builds a compact JWS of any header, right or not. */
function forge(header: unknown, signer: Signer, payload = claims): string {
  const head = typeof header === 'string' || Buffer.isBuffer(header) ? header : JSON.stringify(header);
  const input = `${encode(head)}.${encode(payload)}`;
  return `${input}.${encode(signer(Buffer.from(input)))}`;
}

const hashOf = (alg: string) => `sha${alg.slice(2)}`;
const pkcs1 =
  (alg: string): Signer =>
  (input) =>
    sign(hashOf(alg), input, rsaKey);
const pss =
  (alg: string, saltLength: number): Signer =>
  (input) =>
    sign(hashOf(alg), input, { key: rsaKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
const ecdsa =
  (alg: string, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363'): Signer =>
  (input) =>
    sign(hashOf(alg), input, { key: ec[alg]!.privateKey, dsaEncoding });
const publicEc = (alg: string) => jwkOf(ec[alg]!.publicKey);

describe('a good signature', () => {
  it.each([
    ...['RS256', 'RS384', 'RS512'].map((alg) => [alg, rsa, pkcs1(alg)] as const),
    ...['PS256', 'PS384', 'PS512'].map((alg) => [alg, rsa, pss(alg, Number(alg.slice(2)) / 8)] as const),
    ...Object.keys(curves).map((alg) => [alg, publicEc(alg), ecdsa(alg)] as const),
    ['EdDSA', jwkOf(ed.publicKey), (input: Buffer) => sign(null, input, ed.privateKey)] as const,
  ])(
    'of %s is taken, and not once a bit of it, of the header or of the payload is another',
    async (alg, key, signer) => {
      const jws = forge({ alg }, signer);
      expect(await verifyWithKey(jws, key)).toBe('verified');
      const [head = '', payload = '', signature = ''] = jws.split('.');
      const flipped = Buffer.from(signature, 'base64url');
      flipped[0] = (flipped[0] ?? 0) ^ 1;
      for (const changed of [
        `${head}.${payload}.${encode(flipped)}`,
        `${head}.${encode('{"sub":"b"}')}.${signature}`,
        `${encode(JSON.stringify({ alg, x: 1 }))}.${payload}.${signature}`,
        `${head}.${payload}.`,
        `${head}.${payload}.${encode(Buffer.alloc(flipped.length))}`,
        `${head}.${payload}.${encode(flipped.subarray(0, -1))}`,
        `${head}.${payload}.${encode(Buffer.concat([Buffer.from(signature, 'base64url'), Buffer.alloc(1)]))}`,
        `${head}.${payload}.${encode(Buffer.concat([Buffer.alloc(1), Buffer.from(signature, 'base64url')]))}`,
      ])
        expect(await verifyWithKey(changed, key)).not.toBe('verified');
    },
  );

  it.each(['HS256', 'HS384', 'HS512'])('of %s is taken with a secret that is long enough', async (alg) => {
    const long = Buffer.concat([secret, secret]);
    const jws = await signCompact({ alg }, claims, long);
    expect(await verifyWithSecret(jws, long)).toBe('verified');
    expect(await verifyWithSecret(jws, Buffer.from(long).reverse())).toBe('wrong');
    expect(await verifyWithSecret(`${jws.slice(0, -6)}`, long)).not.toBe('verified');
  });
});

describe('the algorithm', () => {
  const none: Signer = () => Buffer.alloc(0);
  it.each(
    [
      ['none', 'None', 'NONE', 'nOnE', '', 'rs256', 'RS256 ', 'RS1', 'ES256K', 'A128KW'].map((alg) => ({
        alg,
      })),
      [{}, { alg: null }, { alg: 0 }, { alg: ['RS256'] }, { alg: { name: 'RS256' } }, { Alg: 'RS256' }],
      [
        'null',
        '[]',
        '"RS256"',
        '',
        '{',
        '{"alg":"RS256"}}',
        '\ufeff{"alg":"none"}',
        Buffer.from([0xff, 0xfe]),
      ],
    ].flat(),
  )('is never %j', async (header) => {
    for (const signer of [none, pkcs1('RS256')]) {
      expect(await verifyWithKey(forge(header, signer), rsa)).not.toBe('verified');
      expect(await verifyWithSecret(forge(header, signer), secret)).not.toBe('verified');
    }
  });

  it('is the one that made the signature, and the one the key is for', async () => {
    expect(await verifyWithKey(forge({ alg: 'RS384' }, pkcs1('RS256')), rsa)).toBe('wrong');
    expect(await verifyWithKey(forge({ alg: 'PS256' }, pkcs1('RS256')), rsa)).toBe('wrong');
    expect(await verifyWithKey(forge({ alg: 'RS256' }, pss('PS256', 32)), rsa)).toBe('wrong');
    expect(await verifyWithKey(forge({ alg: 'ES256' }, pkcs1('RS256')), rsa)).toBe('unfit');
    expect(await verifyWithKey(forge({ alg: 'ES384' }, ecdsa('ES256')), publicEc('ES256'))).toBe('unfit');
    const jws = forge({ alg: 'RS256', kid: 'a' }, pkcs1('RS256'));
    for (const members of [
      { alg: 'PS256' },
      { alg: 'RSA-OAEP' },
      { use: 'enc' },
      { key_ops: ['sign'] },
      { key_ops: ['encrypt'] },
      { kid: 'b' },
    ])
      expect(await verifyWithKey(jws, { ...rsa, ...(members as object) })).toBe('unfit');
    const right = { ...rsa, alg: 'RS256', use: 'sig', key_ops: ['verify'], kid: 'a' };
    expect(await verifyWithKey(jws, right)).toBe('verified');
  });

  it('does not turn a public key into a secret, in whatever form', async () => {
    const pem = { type: 'spki', format: 'pem' } as const;
    const publicKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const forms = [
      publicKey.export(pem),
      publicKey.export({ ...pem, format: 'der' }),
      JSON.stringify(jwkOf(publicKey)),
    ];
    for (const form of forms) {
      const forged = await signCompact({ alg: 'HS256' }, claims, Buffer.from(form));
      expect(await verifyWithKeys(forged, [jwkOf(publicKey), rsa])).toBe('unfit');
    }
  });

  it('is not helped by a key that the token brings along', async () => {
    const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const signer: Signer = (input) => sign('sha256', input, own.privateKey);
    for (const brought of [{ jwk: jwkOf(own.publicKey) }, { jku: 'https://evil.test/' }, { x5c: ['AA=='] }])
      expect(await verifyWithKeys(forge({ alg: 'RS256', ...brought }, signer), [rsa])).toBe('wrong');
  });

  it('comes with no extension that is not understood', async () => {
    for (const more of [
      { crit: ['exp'], exp: 1 },
      { crit: [] },
      { crit: 'exp' },
      { crit: ['alg'] },
      { crit: ['b64'] },
      { b64: false, crit: ['b64'] },
    ])
      expect(await verifyWithKey(forge({ alg: 'RS256', ...more }, pkcs1('RS256')), rsa)).not.toBe('verified');
  });
});

describe('an RSA signature', () => {
  const sizeBytes = Buffer.from(rsa['n'] as string, 'base64url').length;
  const sha256 = Buffer.from('3031300d060960864801650304020105000420', 'hex');
  const raw = (block: Buffer) => privateDecrypt({ key: rsaKey, padding: constants.RSA_NO_PADDING }, block);
  const block = (info: Buffer, after: Buffer = Buffer.alloc(0), type = 1, filler = 0xff): Buffer => {
    const fill = Buffer.alloc(sizeBytes - 3 - info.length - after.length, filler);
    return Buffer.concat([Buffer.from([0, type]), fill, Buffer.from([0]), info, after]);
  };
  const digest = (input: Buffer, hash = 'sha256') => createHash(hash).update(input).digest();
  const whole = (input: Buffer) => Buffer.concat([sha256, digest(input)]);

  it('is made of the one block that its digest has', async () => {
    expect(
      await verifyWithKey(
        forge({ alg: 'RS256' }, (input) => raw(block(whole(input)))),
        rsa,
      ),
    ).toBe('verified');
  });

  it.each<[string, Signer]>([
    [
      'without the parameters of the hash',
      (input) =>
        raw(
          block(
            Buffer.concat([
              Buffer.from('302f300b0609608648016503040201', 'hex'),
              Buffer.from([4, 32]),
              digest(input),
            ]),
          ),
        ),
    ],
    [
      'with a length in the long form',
      (input) =>
        raw(
          block(
            Buffer.concat([Buffer.from('308131300d060960864801650304020105000420', 'hex'), digest(input)]),
          ),
        ),
    ],
    ['with bytes after the digest', (input) => raw(block(whole(input), Buffer.alloc(16, 1)))],
    [
      'with most of the block after the digest',
      (input) => raw(block(whole(input), Buffer.alloc(sizeBytes - 3 - 8 - whole(input).length, 1))),
    ],
    ['with another type of block', (input) => raw(block(whole(input), undefined, 2))],
    ['with another filling', (input) => raw(block(whole(input), undefined, 1, 0xfe))],
    [
      'of another hash under its own name',
      (input) =>
        raw(
          block(Buffer.concat([Buffer.from('3021300906052b0e03021a05000414', 'hex'), digest(input, 'sha1')])),
        ),
    ],
    ['of the digest alone', (input) => raw(block(digest(input)))],
  ])('is refused %s', async (_name, signer) => {
    expect(await verifyWithKey(forge({ alg: 'RS256' }, signer), rsa)).toBe('wrong');
  });

  it.each([0, 20, 31, 33, 64])('of PSS is refused with a salt of %i bytes', async (saltLength) => {
    expect(await verifyWithKey(forge({ alg: 'PS256' }, pss('PS256', saltLength)), rsa)).toBe('wrong');
  });
});

describe('an ECDSA signature', () => {
  const orderHex = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';
  const order = BigInt(`0x${orderHex}`);
  const key = publicEc('ES256');
  const number = (value: bigint, length = 32) =>
    Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex');
  const parts = (input: Buffer) => {
    const signature = ecdsa('ES256')(input);
    return [signature.subarray(0, 32), signature.subarray(32)] as const;
  };

  it.each<[string, Signer]>([
    ['in the form of DER', ecdsa('ES256', 'der')],
    ['of zeros', () => Buffer.alloc(64)],
    ['with r of zero', (input) => Buffer.concat([Buffer.alloc(32), parts(input)[1]])],
    ['with s of zero', (input) => Buffer.concat([parts(input)[0], Buffer.alloc(32)])],
    ['with r and s of one', () => Buffer.concat([number(1n), number(1n)])],
    ['with r and s of the order', () => Buffer.concat([number(order), number(order)])],
    ['with r of zero and s of the order', () => Buffer.concat([Buffer.alloc(32), number(order)])],
    [
      'with r of the order more',
      (input) =>
        Buffer.concat([
          number(order + BigInt(`0x${parts(input)[0].toString('hex')}`), 33),
          number(BigInt(`0x${parts(input)[1].toString('hex')}`), 33),
        ]),
    ],
    [
      'with longer numbers',
      (input) => Buffer.concat(parts(input).flatMap((part) => [Buffer.alloc(1), part])),
    ],
    ['with its numbers changed about', (input) => Buffer.concat([...parts(input)].reverse())],
    ['with largest numbers', () => Buffer.alloc(64, 0xff)],
  ])('is refused %s', async (_name, signer) => {
    expect(await verifyWithKey(forge({ alg: 'ES256' }, signer), key)).toBe('wrong');
  });

  it('is not checked with a point off the curve, or of another curve', async () => {
    const jws = forge({ alg: 'ES256' }, ecdsa('ES256'));
    for (const members of [
      { y: key['x'] ?? '' },
      { x: encode(Buffer.alloc(32)), y: encode(Buffer.alloc(32)) },
      { crv: 'P-384' },
      { crv: 'secp256k1' },
      { crv: 'p-256' },
    ])
      expect(await verifyWithKey(jws, { ...key, ...(members as Partial<Jwk>) } as Jwk)).toBe('unfit');
  });
});

describe('an Ed25519 signature', () => {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const toNumber = (bytes: Buffer) => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);

  it('is refused where its number is larger than the order of the group', async () => {
    const malleable: Signer = (input) => {
      const signature = sign(null, input, ed.privateKey);
      const larger = (toNumber(signature.subarray(32)) + order).toString(16).padStart(64, '0');
      return Buffer.concat([signature.subarray(0, 32), Buffer.from(larger, 'hex').reverse()]);
    };
    expect(await verifyWithKey(forge({ alg: 'EdDSA' }, malleable), jwkOf(ed.publicKey))).toBe('wrong');
  });
});

describe('the form', () => {
  const jws = forge({ alg: 'RS256' }, pkcs1('RS256'));
  const [head = '', payload = '', signature = ''] = jws.split('.');
  it.each([
    `${head}=.${payload}.${signature}`,
    `${head}.${payload}==.${signature}`,
    `${head}.${payload}.${signature}==`,
    `${head}.${payload}.${signature}####`,
    `${head}.    ${payload}.${signature}`,
    `${head}.?${payload}.${signature}`,
    `${head.slice(0, 5)}\n${head.slice(5)}.${payload}.${signature}`,
    `${head}.${payload}.${signature.replaceAll('-', '+').replaceAll('_', '/')}.`,
    `.${head}.${payload}.${signature}`,
    `${head}.${payload}.${signature}.${signature}`,
    `${head}..${signature}`,
    `.${payload}.${signature}`,
    '..',
    '',
    JSON.stringify({ protected: head, payload, signature }),
  ])('is exactly three parts of base64url: %s', async (text) => {
    expect(await verifyWithKey(text, rsa)).not.toBe('verified');
  });
});
