import type { HeaderPairs } from '../../core/http/exchange.ts';
import { type ParsedAddress, isSameOrigin, parseAddress } from '../../core/http/parse-address.ts';
import type { AuthorizedHop } from '../http/http-client.ts';
import type { SendAuthorization } from './send-authorization.ts';

/** Signs each request of a send that goes to the origin the authorization is for; a redirect elsewhere is not signed. */
export function signHops(
  sign: (hop: AuthorizedHop, address: ParsedAddress) => Promise<HeaderPairs>,
): SendAuthorization['authorizeHop'] {
  return (url) => async (hop) => {
    const address = parseAddress(hop.url);
    return address === undefined || !isSameOrigin(hop.url, url) ? [] : sign(hop, address);
  };
}
