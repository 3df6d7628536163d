/** Short names of curl's options with their long ones. */
const shortNames: Record<string, string> = {
  a: 'append',
  E: 'cert',
  K: 'config',
  C: 'continue-at',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  q: 'disable',
  D: 'dump-header',
  f: 'fail',
  F: 'form',
  P: 'ftp-port',
  G: 'get',
  g: 'globoff',
  I: 'head',
  H: 'header',
  h: 'help',
  '0': 'http1.0',
  i: 'include',
  k: 'insecure',
  '4': 'ipv4',
  '6': 'ipv6',
  j: 'junk-session-cookies',
  l: 'list-only',
  L: 'location',
  M: 'manual',
  m: 'max-time',
  n: 'netrc',
  ':': 'next',
  N: 'no-buffer',
  o: 'output',
  Z: 'parallel',
  '#': 'progress-bar',
  x: 'proxy',
  U: 'proxy-user',
  p: 'proxytunnel',
  Q: 'quote',
  r: 'range',
  e: 'referer',
  J: 'remote-header-name',
  O: 'remote-name',
  R: 'remote-time',
  X: 'request',
  S: 'show-error',
  s: 'silent',
  Y: 'speed-limit',
  y: 'speed-time',
  '2': 'sslv2',
  '3': 'sslv3',
  t: 'telnet-option',
  z: 'time-cond',
  '1': 'tlsv1',
  T: 'upload-file',
  B: 'use-ascii',
  u: 'user',
  A: 'user-agent',
  v: 'verbose',
  V: 'version',
  w: 'write-out',
};

/** Long names of the options that take a value. */
const withValue = new Set(
  `abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to
  continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode
  delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare
  etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ftp-port
  ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts interface
  ip-tos ipfs-gateway json keepalive-cnt keepalive-time key key-type krb libcurl limit-rate local-port login-options
  mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir
  parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert
  proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey
  proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey
  quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid
  service-name sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr
  telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii
  trace-config unix-socket upload-file url url-query user user-agent variable vlan-priority write-out`.split(
    /\s+/,
  ),
);

/** Long names of the switches; each has a `no-` form. */
const switches = new Set(
  `anyauth append basic buffer ca-native cert-status clobber compressed compressed-ssh create-dirs crlf digest disable
  disable-eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure eprt epsv fail fail-early
  fail-with-body false-start form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc
  ftp-ssl-control get globoff haproxy-protocol head http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3
  http3-only ignore-content-length include insecure ipv4 ipv6 junk-session-cookies keepalive list-only location
  location-trusted mail-rcpt-allowfails manual metalink negotiate netrc netrc-optional next npn alpn ntlm ntlm-wb
  parallel parallel-immediate path-as-is post301 post302 post303 progress-bar progress-meter proxy-anyauth proxy-basic
  proxy-ca-native proxy-digest proxy-http2 proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast
  proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel raw remote-header-name remote-name remote-name-all remote-time
  remove-on-error retry-all-errors retry-connrefused sasl-ir sessionid show-error show-headers silent socks5-basic
  socks5-gssapi socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd
  ssl-revoke-best-effort sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options
  tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii verbose version xattr`.split(
    /\s+/,
  ),
);

/** One option as it was given: its long name, and its value or whether a switch was turned off. */
export interface CurlOption {
  name: string;
  value?: string;
  off?: boolean;
}

/** The words of a curl command, without the word `curl` itself, taken apart. */
export interface CurlArguments {
  options: CurlOption[];
  /** Options curl does not have, by name. */
  unknown: string[];
}

/**
 * Takes the words apart into options and addresses (which come as the option `url`): combined short flags (`-sSk`),
 * values joined to a short flag (`-XPOST`), `--name=value`, long names cut short as far as they are clear.
 */
export function readCurlOptions(words: string[]): CurlArguments {
  const result: CurlArguments = { options: [], unknown: [] };
  let onlyAddresses = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const next = words[index + 1];
    if (onlyAddresses || !word.startsWith('-') || word === '-')
      result.options.push({ name: 'url', value: word });
    else if (word === '--') onlyAddresses = true;
    else if (word.startsWith('--') ? long(word.slice(2), next, result) : short(word.slice(1), next, result))
      index += 1;
  }
  return result;
}

/** Reads a long option and tells whether it took the next word. */
function long(word: string, next: string | undefined, result: CurlArguments): boolean {
  const equals = word.indexOf('=');
  const given = equals === -1 ? word : word.slice(0, equals);
  const off = given.startsWith('no-') && !withValue.has(given) && switches.has(given.slice(3));
  const name = off ? given.slice(3) : expand(given);
  if (name === undefined) {
    result.unknown.push(`--${given}`);
    return false;
  }
  if (!withValue.has(name)) {
    result.options.push(off ? { name, off } : { name });
    return false;
  }
  if (equals !== -1) result.options.push({ name, value: word.slice(equals + 1) });
  else result.options.push({ name, value: next ?? '' });
  return equals === -1;
}

/** A long name, whole or cut short where only one fits. */
function expand(given: string): string | undefined {
  if (withValue.has(given) || switches.has(given)) return given;
  const fits = [...withValue, ...switches].filter((name) => name.startsWith(given));
  return fits.length === 1 || given.length > 2
    ? fits.toSorted((left, right) => left.length - right.length)[0]
    : undefined;
}

/** Reads a group of short options and tells whether the last one took the next word. */
function short(word: string, next: string | undefined, result: CurlArguments): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charAt(at);
    const name = Object.hasOwn(shortNames, letter) ? shortNames[letter] : undefined;
    if (name === undefined) {
      result.unknown.push(`-${letter}`);
      continue;
    }
    if (name === 'no-buffer') result.options.push({ name: 'buffer', off: true });
    else if (!withValue.has(name)) result.options.push({ name });
    else {
      const joined = word.slice(at + 1).replace(/^=/, '');
      result.options.push({ name, value: joined === '' ? (next ?? '') : joined });
      return joined === '';
    }
  }
  return false;
}
