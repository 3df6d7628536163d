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

/** Finds the link among the arguments of a second start. More than one, or one of another form, is nobody's. */
export function findDeepLink(argv: readonly string[]): string | undefined {
  const links = argv.filter((argument) => /^app\.postern:/i.test(argument));
  return links.length === 1 ? links[0] : undefined;
}

/** Brings links of the custom scheme to the flow that waits for one. */
export interface DeepLinkRouter {
  handle(link: string): DeepLinkOutcome;
  /** Lets a flow wait for its way back; the returned function ends that. */
  expect(listener: CallbackListener): () => void;
}

/** Makes the router. A link changes nothing by itself: without a waiting flow that takes it, it is only reported. */
export function createDeepLinkRouter(): DeepLinkRouter {
  const waiting = new Set<CallbackListener>();
  return {
    handle(link) {
      const params = parseDeepLink(link);
      if (params === undefined) return { kind: 'ignored' };
      for (const listener of waiting) if (listener(params)) return { kind: 'delivered' };
      return { kind: 'nothingPending' };
    },
    expect(listener) {
      waiting.add(listener);
      return () => waiting.delete(listener);
    },
  };
}
