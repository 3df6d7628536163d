import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type HawkInput, hawkPayloadHead, proveWithHawk, readHawk } from './hawk.ts';

/** The credentials, and what is made of them, of the protocol's own description. */
const values: Record<string, string> = {
  authId: 'dh37fgj492je',
  authKey: 'werxhqb98rpaxn39848xrunpaw3489ruxnpa98w4rxn',
  extraData: 'some-app-ext-data',
};
const config = (more: Record<string, string> = {}) =>
  readHawk(
    {
      type: 'hawk',
      credentials: Object.entries({ ...values, ...more }).map(([key, value]) => ({ key, value })),
    },
    (text) => text,
  );
const input: HawkInput = {
  method: 'GET',
  resource: '/resource/1?b=1&a=2',
  hostname: 'example.com',
  port: '8000',
  hash: '',
  timestamp: '1353832234',
  nonce: 'j4h3g2',
};
const prove = (more: Partial<HawkInput>, settings: Record<string, string> = {}) => {
  const { key, algorithm } = config(settings);
  const mac = (text: string) => createHmac(algorithm, key).update(text).digest('base64');
  return proveWithHawk(config(settings), { ...input, ...more }, mac)[0]?.[1];
};
const incomplete = (field: string) =>
  expect.objectContaining({ code: 'ERR_AUTH_INCOMPLETE', details: { field } });

describe('proveWithHawk', () => {
  it('gives the published header', () => {
    expect(prove({})).toBe(
      'Hawk id="dh37fgj492je", ts="1353832234", nonce="j4h3g2", ext="some-app-ext-data", mac="6R4rV5iE+NPoym+WwjeHzjAGXUtLNIxmo1vpMofpLAE="',
    );
  });

  it('gives the published header of a request whose body is part of the proof', () => {
    const hash = createHash('sha256')
      .update(`${hawkPayloadHead('text/plain')}Thank you for flying Hawk\n`)
      .digest('base64');
    expect(hash).toBe('Yi9LfIIFRtBEPt74PVmbTF/xVAwPn7ub15ePICfgnuY=');
    expect(prove({ method: 'POST', hash })).toBe(
      `Hawk id="dh37fgj492je", ts="1353832234", nonce="j4h3g2", hash="${hash}", ext="some-app-ext-data", mac="aSe1DERmZuRl3pI36/9BdZmnErTw3sNzOOAUlfeKjVw="`,
    );
  });

  it('adds application and delegation behind the MAC, and to what it is made of', () => {
    const line = prove({}, { app: 'my-app', delegation: 'someone' });
    expect(line).toMatch(/mac="[^"]{44}", app="my-app", dlg="someone"$/);
    expect(line).not.toContain('6R4rV5iE');
    expect(prove({}, { delegation: 'someone' })).toBe(prove({}));
  });

  it('keeps quotes in the extra data from ending it', () => {
    expect(prove({}, { extraData: 'a"b\\c' })).toContain(String.raw`ext="a\"b\\c"`);
  });
});

it.each(['authId', 'authKey'])('says that %s is missing', (field) => {
  expect(() => config({ [field]: ' ' })).toThrow(incomplete(field));
});
it('knows its hashes in either case, and no others', () => {
  expect(config({ algorithm: 'SHA1' }).algorithm).toBe('sha1');
  expect(() => config({ algorithm: 'md5' })).toThrow(incomplete('algorithm'));
});
