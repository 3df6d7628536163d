import type { Auth } from '../../auth/auth.ts';
import { emptyRequest, type Request, type RequestSettings } from '../../http/request.ts';
import { parseQueryRows } from '../../http/query.ts';
import type { Row } from '../../http/row.ts';
import { splitAddress } from '../../http/url.ts';
import type { NoteBook } from '../notes.ts';
import { authOf } from '../auth-of.ts';
import { addHeader, collectData, dataBody, multipartRows, urlencoded } from './body.ts';
import type { Command } from './command.ts';
import type { CurlOption } from './options.ts';

/** A request made of a cURL command, with a name from its method and path. */
export interface CurlRequest {
  name: string;
  request: Request;
}

/** Options that say how curl shows or stores an answer, or how it talks below HTTP without changing the request. */
const withoutEffect = new Set(
  `silent show-error verbose include output output-dir remote-name remote-name-all remote-header-name remote-time write-out
  progress-bar progress-meter buffer fail fail-early fail-with-body compressed globoff path-as-is trace trace-ascii
  trace-time trace-ids trace-config dump-header cookie-jar stderr create-dirs create-file-mode clobber parallel
  parallel-immediate parallel-max styled-output suppress-connect-headers disable keepalive keepalive-time tcp-nodelay
  tcp-fastopen basic next url retry retry-delay retry-max-time retry-all-errors retry-connrefused remove-on-error xattr
  connect-timeout expect100-timeout junk-session-cookies show-headers manual help version alpn npn sessionid
  post301 post302 post303 location-trusted ipv4 ipv6 raw libcurl use-ascii form-escape`.split(/\s+/),
);

/** One request in the making: options first, then the address. */
export class CurlDraft {
  private readonly options: CurlOption[];
  private readonly notes: NoteBook;
  private readonly unclear: string[];
  private readonly request = emptyRequest();
  private readonly settings: RequestSettings = {};
  private readonly queries: string[] = [];
  private method: string | undefined;
  private head = false;
  private toQuery = false;
  private user: string | undefined;
  private authType = 'basic';

  constructor(options: CurlOption[], notes: NoteBook, unclear: string[]) {
    this.options = options;
    this.notes = notes;
    this.unclear = unclear;
    for (const option of options) this.take(option);
  }

  finish(url: string, upload: string | undefined, stdin: Command['stdin']): CurlRequest {
    const { request, notes } = this;
    const data = collectData(this.options, stdin, notes);
    const multipart = multipartRows(this.options, notes);
    let address = /^[a-z][a-z0-9+.-]*:\/\/|^\{\{/i.test(url) ? url : this.withScheme(url);
    let usual = 'GET';
    if (upload !== undefined) {
      usual = 'PUT';
      const path = upload === '-' || upload === '.' ? (stdin?.kind === 'file' ? stdin.path : '') : upload;
      request.body = { type: 'file', path };
      if (address.endsWith('/') && path !== '')
        address += encodeURIComponent(path.split(/[\\/]/).at(-1) ?? '');
      notes.add(
        'curl.dataFile',
        'info',
        [],
        'The body is a file of the machine the command was written on. Choose it again before sending.',
      );
    } else if (this.toQuery)
      this.queries.push(...data.parts.map((part) => (part.kind === 'text' ? part.text : `@${part.path}`)));
    else if (data.parts.length > 0) {
      usual = 'POST';
      request.body = dataBody(data, request.headers, notes);
    } else if (multipart.length > 0) {
      usual = 'POST';
      request.body = { type: 'formdata', rows: multipart };
      this.dropBoundlessType();
    }
    request.method = this.method ?? (this.head ? 'HEAD' : usual);
    request.url = withQuery(address, this.queries);
    request.queryParams = parseQueryRows(request.url);
    const auth = this.auth();
    if (auth !== undefined) request.auth = auth;
    if (Object.keys(this.settings).length > 0) request.settings = this.settings;
    return { name: nameOf(request), request };
  }

  private withScheme(url: string): string {
    this.notes.tally(
      'curl.schemeAdded',
      'changed',
      [],
      () => 'An address without a scheme was given "http://", as curl does.',
    );
    return `http://${url}`;
  }

  /** The boundary is made while sending: a Content-Type without one would break the form. */
  private dropBoundlessType(): void {
    for (const row of this.request.headers) {
      if (row.key.toLowerCase() === 'content-type' && /multipart\/form-data\s*$/i.test(row.value))
        row.disabled = true;
    }
  }

  private take({ name, value = '', off }: CurlOption): void {
    const { settings, request } = this;
    switch (name) {
      case 'request':
        this.method = value;
        break;
      case 'header':
        this.header(value);
        break;
      case 'head':
        this.head = off !== true;
        break;
      case 'get':
        this.toQuery = off !== true;
        break;
      case 'user':
        this.user = value;
        break;
      case 'oauth2-bearer':
        request.auth = { type: 'bearer', credentials: [{ key: 'token', value, type: 'string' }] };
        break;
      case 'cookie':
        this.cookie(value);
        break;
      case 'user-agent':
        this.setHeader('User-Agent', value);
        break;
      case 'referer':
        this.setHeader('Referer', value.replace(/;auto$/, ''));
        break;
      case 'range':
        this.setHeader('Range', `bytes=${value}`);
        break;
      case 'url-query':
        this.queries.push(value.startsWith('+') ? value.slice(1) : urlencoded(value, this.notes).text);
        break;
      case 'insecure':
        settings.verifyTls = off === true;
        break;
      case 'location':
        settings.followRedirects = off !== true;
        break;
      default:
        this.takeRest(name, value, off);
    }
  }

  private takeRest(name: string, value: string, off: boolean | undefined): void {
    const { settings } = this;
    const amount = Number(value);
    if (name === 'max-redirs' && Number.isInteger(amount) && amount >= 0) settings.maxRedirects = amount;
    else if (name === 'max-time' && amount > 0) settings.timeoutMs = Math.round(amount * 1000);
    else if (/^http(?:1\.[01]|2|2-prior-knowledge)$/.test(name))
      settings.protocolVersion = name.startsWith('http1') ? 'http1' : 'http2';
    else if ((name === 'digest' || name === 'ntlm') && off !== true) this.authType = name;
    else if (name === 'aws-sigv4') this.authType = `awsv4 ${value}`;
    else if (!withoutEffect.has(name) && !handledElsewhere.has(name) && off !== true)
      this.unclear.push(`--${name}`);
  }

  private header(text: string): void {
    const { headers } = this.request;
    if (text.startsWith('@')) {
      this.notes.add('curl.headerFile', 'lost', [], 'Headers that stand in a file (-H @file) were not read.');
      return;
    }
    const colon = text.indexOf(':');
    const key = (colon === -1 ? text.replace(/;$/, '') : text.slice(0, colon)).trim();
    const value = colon === -1 ? '' : text.slice(colon + 1).trim();
    if (colon !== -1 && value === '') {
      // `Name:` asks curl to leave out a header it would add by itself.
      this.settings.disabledSystemHeaders = [
        ...(this.settings.disabledSystemHeaders ?? []),
        key.toLowerCase(),
      ];
    } else if (colon !== -1 || text.endsWith(';')) headers.push({ key, value });
    else
      this.notes.add(
        'curl.headerIgnored',
        'lost',
        [],
        `The header "${key.slice(0, 40)}" has no colon; curl ignores it too.`,
      );
  }

  /** An option of its own for a header wins only where no `-H` gives it. */
  private setHeader(key: string, value: string): void {
    const given = this.options.some(
      (option) => option.name === 'header' && option.value?.toLowerCase().startsWith(`${key.toLowerCase()}:`),
    );
    if (value !== '' && !given) addHeader(this.request.headers, key, value);
  }

  private cookie(text: string): void {
    if (!text.includes('=')) {
      this.notes.add('curl.cookieFile', 'lost', [], 'Cookies that stand in a file (-b file) were not read.');
      return;
    }
    const known: Row | undefined = this.request.headers.find((row) => row.key.toLowerCase() === 'cookie');
    if (known === undefined) this.request.headers.push({ key: 'Cookie', value: text });
    else known.value += `; ${text}`;
  }

  private auth(): Auth | undefined {
    if (this.request.auth !== undefined) return this.request.auth;
    if (this.user === undefined) return undefined;
    const colon = this.user.indexOf(':');
    const username = colon === -1 ? this.user : this.user.slice(0, colon);
    const password = colon === -1 ? '' : this.user.slice(colon + 1);
    const [type = 'basic', provider = ''] = this.authType.split(' ');
    if (type === 'awsv4') {
      const [, , region = '', service = ''] = provider.split(':');
      return authOf(type, { accessKey: username, secretKey: password, region, service });
    }
    if (type !== 'basic') {
      this.notes.add(
        'auth.unsupported',
        'unsupported',
        [],
        `Authorization of the type "${type}" came along. Postern keeps it and cannot send with it yet.`,
      );
    }
    return authOf(type, { username, password });
  }
}

/** Options that are read where the body is made. */
const handledElsewhere = new Set(
  'data data-ascii data-binary data-raw data-urlencode json form form-string upload-file'.split(' '),
);

function withQuery(url: string, queries: string[]): string {
  const text = queries.filter((query) => query !== '').join('&');
  if (text === '') return url;
  const { base, query, hash } = splitAddress(url);
  const joint = query === undefined || query === '' ? '' : query.endsWith('&') ? query : `${query}&`;
  return `${base}?${joint}${text}${hash}`;
}

function nameOf(request: Request): string {
  const { base } = splitAddress(request.url);
  const path = base.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
  return `${request.method} ${path === '' ? '/' : path}`;
}
