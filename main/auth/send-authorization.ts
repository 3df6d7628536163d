import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { Request } from '../../core/http/request.ts';
import type { SendOptions, SendResult } from '../http/http-client.ts';

/** The part of one send that is worked out for it: tokens and signatures. */
export interface SendAuthorization {
  /** The word before a signature that every hop gets anew; absent where the header is known before it is sent. */
  readonly scheme?: string;
  /** What it adds to the request before it is prepared. */
  applied: AppliedAuth;
  /** Lines that are good for one hop only, such as a proof or a signature; absent where there are none. */
  authorizeHop(url: string): SendOptions['authorize'];
  /**
   * Looks at an answer: `again` where the same request should go out once more, with what this object then adds. Bounded
   * for each send.
   */
  judge(result: SendResult, url: string): Promise<'done' | 'again'>;
}

/** Tells whether a header the user typed stands in for the authorization. */
export function hasTypedAuthorization(request: Request): boolean {
  return request.headers.some(
    (row) => row.disabled !== true && row.key.trim().toLowerCase() === 'authorization',
  );
}
