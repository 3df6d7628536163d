import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type OAuth1Config,
  oauth1Authorization,
  oauth1BaseString,
  oauth1Key,
  oauth1Parameters,
  readOAuth1,
} from './oauth1.ts';
import { readParameters } from './signed-query.ts';

const auth = (values: Record<string, string | boolean>) => ({
  type: 'oauth1',
  credentials: Object.entries(values).map(([key, value]) => ({ key, value })),
});
const read = (values: Record<string, string | boolean>) => readOAuth1(auth(values), (text) => text);

function sign(
  config: OAuth1Config,
  input: Omit<Parameters<typeof oauth1BaseString>[0], 'nonce' | 'timestamp'>,
) {
  const facts = { timestamp: config.timestamp, nonce: config.nonce };
  const protocol = oauth1Parameters(config, facts);
  const text = oauth1BaseString({ ...input, ...facts }, protocol);
  const signature = createHmac('sha1', oauth1Key(config)).update(text).digest('base64');
  return { text, signature, header: oauth1Authorization(config.realm, protocol, signature) };
}

describe('OAuth 1.0 signatures', () => {
  it('signs the example of OAuth Core 1.0, appendix A.5, as published', () => {
    const config = read({
      consumerKey: 'dpf43f3p2l4k3l03',
      consumerSecret: 'kd94hf93k423kf44',
      token: 'nnch734d00sl2jdk',
      tokenSecret: 'pfkkdhi9sl3r4s00',
      timestamp: '1191242096',
      nonce: 'kllo9940pd9333jh',
      version: '1.0',
      realm: 'http://photos.example.net/',
    });
    const { header } = sign(config, {
      method: 'GET',
      baseUrl: 'http://photos.example.net/photos',
      parameters: readParameters('file=vacation.jpg&size=original'),
    });
    expect(header).toContain(
      'OAuth realm="http://photos.example.net/", oauth_consumer_key="dpf43f3p2l4k3l03", ',
    );
    expect(header).toContain('oauth_signature="tR3%2BTy81lMeYAr%2FFid0kMTYa%2FWM%3D"');
  });

  it('signs a form and a query together, as the documentation of Twitter’s API 1.1 shows it', () => {
    const config = read({
      consumerKey: 'xvz1evFS4wEEPTGEFPHBog',
      consumerSecret: 'kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw',
      token: '370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb',
      tokenSecret: 'LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE',
      timestamp: '1318622958',
      nonce: 'kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg',
      version: '1.0',
    });
    const { signature } = sign(config, {
      method: 'POST',
      baseUrl: 'https://api.twitter.com/1.1/statuses/update.json',
      parameters: [
        ...readParameters('include_entities=true'),
        ...readParameters('status=Hello+Ladies+%2B+Gentlemen%2C+a+signed+OAuth+request%21'),
      ],
    });
    expect(signature).toBe('hCtSmYh+iHYCEqBWrE7C7hYmtUk=');
  });

  it('makes the base string of RFC 5849 section 3.4.1.1', () => {
    const config = read({
      consumerKey: '9djdj82h48djs9d2',
      token: 'kkk9d7dh3k39sjv7',
      timestamp: '137131201',
      nonce: '7d8f3e4a',
    });
    const { text } = sign(config, {
      method: 'POST',
      baseUrl: 'http://example.com/request',
      parameters: readParameters('b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q'),
    });
    expect(text).toBe(
      'POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7',
    );
  });
});

describe('readOAuth1', () => {
  it('leaves empty parameters out, unless they are to be signed', () => {
    const names = (values: Record<string, string | boolean>) =>
      oauth1Parameters(read({ consumerKey: 'a', ...values }), { timestamp: '1', nonce: '2' }).map(
        ([name]) => name,
      );
    expect(names({})).not.toContain('oauth_token');
    expect(names({ addEmptyParamsToSign: true })).toContain('oauth_token');
  });

  it.each([
    [{}, 'consumerKey'],
    [{ consumerKey: 'a', signatureMethod: 'HMAC-MD5' }, 'signatureMethod'],
    [{ consumerKey: 'a', signatureMethod: 'RSA-SHA1' }, 'privateKey'],
  ])('refuses %j', (values, field) => {
    expect(() => read(values)).toThrow(
      expect.objectContaining({ code: 'ERR_AUTH_INCOMPLETE', details: { field } }),
    );
  });
});
