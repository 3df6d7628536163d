import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { authenticateClient } from '../../core/auth/oauth2/client-authentication/authenticate-client.ts';
import { newOAuth2Config } from '../../core/auth/oauth2/config.ts';
import { publicJwk } from '../../core/jwt/jwk.ts';
import { holdKey } from '../storage/hold-key.ts';
import { generatePrivateJwk, importKey } from '../storage/key-store.ts';
import { freshAssertionFacts } from './flow.ts';

/** As many as a busy day has; a server such as Okta takes each id once. */
const count = 10_000;

it('are different each, live within bounds, verify, and are made without a socket', async () => {
  const jwk = await generatePrivateJwk('ES256');
  const key = holdKey(jwk, 'ES256', await importKey(jwk, 'ES256'));
  const publicKey = createPublicKey({ key: { ...publicJwk(jwk) } as JsonWebKey, format: 'jwk' });
  const client = {
    method: 'private_key_jwt',
    clientId: '0oa1',
    key,
    keyId: 'kid-1',
    algorithm: 'ES256',
  } as const;
  const endpoint = 'https://org.test/oauth2/v1/token';
  const config = newOAuth2Config();
  let sockets = 0;
  const note = () => void (sockets += 1);
  subscribe('net.client.socket', note);
  try {
    const ids = new Set<string>();
    const odd: unknown[] = [];
    for (let at = 0; at < count; at += 1) {
      const nowEpochMs = 1_750_000_000_000 + at * 17;
      const facts = freshAssertionFacts(config, endpoint, nowEpochMs);
      const { parameters } = await authenticateClient(client, facts);
      const jwt = new Map(parameters).get('client_assertion') ?? '';
      const [head = '', body = '', signature = ''] = jwt.split('.');
      const read = (part: string) =>
        JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
      const [header, { jti, exp, iat, ...claims }] = [read(head), read(body)];
      ids.add(String(jti));
      const leftSec = Number(exp) - nowEpochMs / 1000;
      const isRight =
        verify(
          'sha256',
          Buffer.from(`${head}.${body}`),
          { key: publicKey, dsaEncoding: 'ieee-p1363' },
          Buffer.from(signature, 'base64url'),
        ) &&
        typeof exp === 'number' &&
        typeof iat === 'number' &&
        leftSec > 0 &&
        leftSec <= 3_600 &&
        JSON.stringify(header) === '{"alg":"ES256","kid":"kid-1"}' &&
        JSON.stringify(claims) === JSON.stringify({ iss: '0oa1', sub: '0oa1', aud: endpoint });
      if (!isRight) odd.push({ header, claims, exp, iat, jti });
    }
    expect(odd).toEqual([]);
    expect(ids.size).toBe(count);
    expect(sockets).toBe(0);
  } finally {
    unsubscribe('net.client.socket', note);
  }
});
