import { maskText } from '../http/mask.ts';

/** Up to the last `@`: a password may hold one, and a space too where somebody wrote it so. */
const userInfo = /(:\/\/)[^\n'"]*@/g;
/** `user:password@host`, without a scheme. */
const bareUserInfo = /[^\s'"/:@]+:[^\s'"/@]+@/g;
const query = /(:\/\/[^\s'"?]*\?)[^\s'"]+/g;

/** Masks what in a text of Git may be a credential: everything before the host of an address, and its query. */
export function maskGitText(text: string): string {
  return text
    .replace(userInfo, `$1${maskText}@`)
    .replace(query, `$1${maskText}`)
    .replace(bareUserInfo, `${maskText}@`);
}
