const pattern = /^(https?|socks5):\/\/(?:[^\s@/]+@)?(\[[0-9a-f:.]+\]|[^\s:/?#@[\]]+)(?::(\d{1,5}))?\/?$/i;

/**
 * Says what is wrong with the address of a proxy, for people; nothing where it is right: `http://`, `https://` or
 * `socks5://`, a host, and a port or none.
 */
export function proxyAddressProblem(address: string): string | undefined {
  const text = address.trim();
  if (text === '') return 'Give the address of the proxy.';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return 'Start with http://, https:// or socks5://.';
  const match = pattern.exec(text);
  if (match === null) {
    return /^(https?|socks5):\/\//i.test(text)
      ? 'Give a host and a port, such as http://proxy.example:3128.'
      : 'Postern knows http://, https:// and socks5:// proxies.';
  }
  const port = match[3] === undefined ? undefined : Number(match[3]);
  return port !== undefined && (port === 0 || port > 65_535)
    ? 'A port is a number from 1 to 65535.'
    : undefined;
}
