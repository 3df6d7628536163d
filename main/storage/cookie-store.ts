import type { CookieJar } from 'tough-cookie';

/** The cookie jar of the open workspace, kept in the profile. */
export interface CookieStore {
  readonly jar: CookieJar;
  /** Writes the jar soon after a change. */
  touch(): void;
  close(): Promise<void>;
}
