import { webcrypto } from 'node:crypto';
import { ensureProduct, openProduct } from './support/product.mjs';
import { interleave, timeMs } from './support/rounds.mjs';
import { withTemporaryFolder } from './support/temporary-folder.mjs';

const parameters = {
  RS256: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
};

/** Signs client assertions with a stored key through dispatch, against WebCrypto with a key it has already. */
export async function measure({ smoke }) {
  await ensureProduct();
  return withTemporaryFolder(async (home) => {
    const product = await openProduct(home);
    try {
      const rows = [];
      for (const algorithm of ['RS256', 'ES256'])
        rows.push(await measureAlgorithm(product, algorithm, smoke));
      return rows;
    } finally {
      await product.app.close();
    }
  });
}

async function measureAlgorithm({ call }, algorithm, smoke) {
  const key = await call('key.generate', { name: algorithm, alg: algorithm });
  const nowEpochSec = Math.floor(Date.now() / 1_000);
  const claims = (at) => ({
    iss: 'bench-client',
    sub: 'bench-client',
    aud: 'https://example.test/oauth2/v1/token',
    iat: nowEpochSec,
    exp: nowEpochSec + 300,
    jti: `bench-${at}`,
  });
  const { privateKey } = await webcrypto.subtle.generateKey(parameters[algorithm], false, ['sign', 'verify']);
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bare = async (at) => {
    const input = `${encode({ alg: algorithm, kid: 'bench', typ: 'JWT' })}.${encode(claims(at))}`;
    const signature = await webcrypto.subtle.sign(parameters[algorithm], privateKey, Buffer.from(input));
    return `${input}.${Buffer.from(signature).toString('base64url')}`;
  };
  const sign = (at) =>
    call('assertion.sign', {
      keyId: key.id,
      header: { alg: algorithm, kid: key.kid, typ: 'JWT' },
      claims: claims(at),
    });
  const times = smoke ? 3 : 50;
  const perCall = async (work) =>
    ((await timeMs(async () => {
      for (let at = 0; at < times; at += 1) await work(at);
    })) /
      times) *
    1_000;
  for (let round = 0; round < (smoke ? 1 : 4); round += 1) await perCall(sign);
  const row = await interleave(
    smoke ? 1 : 31,
    () => perCall(sign),
    () => perCall(bare),
  );
  return { name: `assertion-${algorithm}`, ...row, target: 1.3, unit: 'us' };
}
