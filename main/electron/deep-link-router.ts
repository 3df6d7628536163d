/** The scheme that the operating system hands to this app. */
export const customScheme = 'app.postern';

const linkLimit = 8_192;

/** What became of a link. */
export type DeepLinkOutcome =
  /** Not a link of ours: nothing happens. */
  | { kind: 'ignored' }
  /** The way back of a sign-in that nobody is waiting for. */
  | { kind: 'nothingPending' }
  | { kind: 'delivered' };

/** Takes the parameters of a sign-in's way back. Gives false where no sign-in waits for them. */
export type CallbackListener = (params: URLSearchParams) => boolean;

/** Reads a link: exactly `app.postern:/oauth/callback` and a query. Anything else is not ours. */
export function parseDeepLink(link: string): URLSearchParams | undefined {
  if (link.length > linkLimit) return undefined;
  const match = /^app\.postern:\/oauth\/callback\?([\u0021\u0023-\u007e]*)$/.exec(link);
  if (match === null || match[1] === undefined || match[1].includes('#')) return undefined;
  return new URLSearchParams(match[1]);
}

/**
 * Finds the link among the arguments of a second start. More than one, or one of another form, is nobody's.
 *
 * @param isClaimed Tells of other schemes whether they lead here now.
 */
export function findDeepLink(
  argv: readonly string[],
  isClaimed: (scheme: string) => boolean = () => false,
): string | undefined {
  const links = argv.filter((argument) => {
    const scheme = schemeOf(argument);
    return scheme !== undefined && (scheme === customScheme || isClaimed(scheme));
  });
  return links.length === 1 ? links[0] : undefined;
}

/** The part of an address before the first colon, in lower case. @see RFC 3986 section 3.1 */
function schemeOf(address: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase();
}

/** What the operating system lets an app do about the schemes of links. */
export interface LinkSchemes {
  /** Nobody takes its links, and this app may. */
  isFree(scheme: string): boolean;
  take(scheme: string): boolean;
  giveBack(scheme: string): void;
}

/** Brings links of the custom scheme, and of claimed ones, to the flow that waits for one. */
export interface DeepLinkRouter {
  handle(link: string): DeepLinkOutcome;
  /** Lets a flow wait for its way back; the returned function ends that. */
  expect(listener: CallbackListener): () => void;
  canClaim(scheme: string): boolean;
  /** Makes links of another scheme lead here until the returned function is called; `undefined` where they cannot. */
  claim(scheme: string, listener: (address: string) => boolean): (() => void) | undefined;
  isClaimed(scheme: string): boolean;
}

/** Makes the router. A link changes nothing by itself: without a waiting flow that takes it, it is only reported. */
export function createDeepLinkRouter(schemes?: LinkSchemes): DeepLinkRouter {
  const waiting = new Set<CallbackListener>();
  /** Who waits for links of another scheme. */
  const claimed = new Map<string, (address: string) => boolean>();
  const canClaim = (scheme: string) =>
    scheme !== customScheme && !claimed.has(scheme) && schemes?.isFree(scheme) === true;
  return {
    handle(link) {
      const takeWhole = claimed.get(schemeOf(link) ?? '');
      if (takeWhole !== undefined) {
        if (link.length > linkLimit || !/^[\u0021\u0023-\u007e]+$/.test(link)) return { kind: 'ignored' };
        return { kind: takeWhole(link) ? 'delivered' : 'nothingPending' };
      }
      const params = parseDeepLink(link);
      if (params === undefined) return { kind: 'ignored' };
      for (const listener of waiting) if (listener(params)) return { kind: 'delivered' };
      return { kind: 'nothingPending' };
    },
    expect(listener) {
      waiting.add(listener);
      return () => waiting.delete(listener);
    },
    canClaim,
    claim(scheme, listener) {
      if (schemes === undefined || !canClaim(scheme) || !schemes.take(scheme)) return undefined;
      claimed.set(scheme, listener);
      return () => {
        if (claimed.delete(scheme)) schemes.giveBack(scheme);
      };
    },
    isClaimed: (scheme) => claimed.has(scheme),
  };
}
