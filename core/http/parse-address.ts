/** The parts of a parsed address that Postern uses. */
export interface ParsedAddress {
  /** `http:` or `https:`, or another scheme. */
  protocol: string;
  username: string;
  password: string;
  /** With the port where it is not the scheme's own; IPv6 in brackets, international names in their ASCII form. */
  host: string;
  hostname: string;
  /** Empty for the scheme's own port. */
  port: string;
  pathname: string;
  search: string;
  href: string;
}

/**
 * The WHATWG parser of the engine, so that what is shown, what is checked and what is connected to are the same. Every
 * runtime of Postern has it; only the language's own library, which is all that core is compiled against, does not name it.
 */
const { URL: Parser } = globalThis as unknown as { URL: new (url: string, base?: string) => ParsedAddress };

/** Parses an absolute address, or one relative to `base`; `undefined` where it is none. */
export function parseAddress(url: string, base?: string): ParsedAddress | undefined {
  try {
    return new Parser(url, base);
  } catch {
    return undefined;
  }
}

/** Scheme, host and port, as compared by every rule about origins. */
export function originOf(address: ParsedAddress): string {
  return `${address.protocol}//${address.host}`;
}

/** {@link originOf} of a text; empty where it is no address. */
export function originText(url: string): string {
  const address = parseAddress(url);
  return address === undefined ? '' : originOf(address);
}

/** Tells whether two addresses are at one origin; what is no address is at none. */
export function isSameOrigin(left: string, right: string): boolean {
  const origin = originText(left);
  return origin !== '' && origin === originText(right);
}
