import { z } from 'zod';

/** Each way a token answer can differ from RFC 6749 section 5.1, with what Postern made of it. */
export const tokenOddities = {
  redirect: 'The server redirected. Postern does not follow: the credentials would go to another address.',
  empty: 'The answer has no body.',
  truncated: 'The answer is too large or was cut off.',
  html: 'The answer is a web page, not JSON. The Access Token URL is probably not a token endpoint.',
  notJson: 'The answer is not JSON.',
  notObject: 'The answer is JSON but not an object.',
  formEncoded: 'The answer is a form instead of JSON. It was read.',
  wrongMediaType: 'The answer is JSON but is labelled as something else.',
  byteOrderMark: 'The answer starts with a byte order mark, which JSON does not have.',
  repeatedMember: 'The answer names a member twice. The last one was taken.',
  unsafeMember: 'The answer has a member named "__proto__". It was left out.',
  unusualStatus: 'The answer has tokens but its status is not 200.',
  errorWithToken: 'The answer holds both an error and a token. The token was not taken.',
  errorWithSuccess: 'The answer is an error with a status of success.',
  errorNotText: 'The answer has an error that is not a text.',
  accessTokenMissing: 'The answer has no access token.',
  accessTokenNotText: 'The access token is not a text.',
  accessTokenEmpty: 'The access token is empty.',
  accessTokenCharacters: 'The access token holds characters that no header can carry.',
  accessTokenLong: 'The access token is longer than most servers take in a header.',
  tokenTypeMissing: 'The answer does not say the type of the token. Bearer was assumed.',
  tokenTypeNotText: 'The type of the token is not a text. Bearer was assumed.',
  tokenTypeUnknown: 'The type of the token is neither Bearer nor DPoP.',
  dpopNotBound: 'A token bound to a key was asked for and a plain Bearer token came.',
  dpopUnasked: 'The token is bound to a key, but no proof was sent with the request.',
  expiresInMissing: 'The answer does not say how long the token lives.',
  expiresInText: 'The lifetime is a text instead of a number. It was read.',
  expiresInFraction: 'The lifetime is not a whole number of seconds. It was rounded down.',
  expiresInNotNumber: 'The lifetime is not a number. It was left out.',
  expiresInNegative: 'The lifetime is negative. It was left out.',
  expiresInZero: 'The lifetime is zero. It was left out.',
  expiresInHuge: 'The lifetime is longer than ten years. It was left out.',
  expiresInIsTime: 'The lifetime is a point in time instead of a number of seconds. It was read as such.',
  scopeList: 'The scopes are a list instead of a text. They were read.',
  scopeCommas: 'The scopes are parted by commas instead of spaces. They were read.',
  scopeNotText: 'The scopes are not a text. The requested ones were assumed.',
  scopeNarrowed: 'Fewer scopes were granted than asked for.',
  refreshTokenNotText: 'The refresh token is not a text. It was left out.',
  refreshTokenEmpty: 'The refresh token is empty. It was left out.',
  idTokenNotText: 'The ID token is not a text. It was left out.',
  idTokenNotJwt: 'The ID token is not a JWT.',
} as const;

export type TokenOddityCode = keyof typeof tokenOddities;

/** One oddity of a token answer, named. */
export const tokenOdditySchema = z.object({
  code: z.enum(Object.keys(tokenOddities) as [TokenOddityCode, ...TokenOddityCode[]]),
  message: z.string(),
});
export type TokenOddity = z.infer<typeof tokenOdditySchema>;

/** Names an oddity. */
export function tokenOddity(code: TokenOddityCode): TokenOddity {
  return { code, message: tokenOddities[code] };
}
