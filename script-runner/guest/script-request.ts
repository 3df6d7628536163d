import type { ScriptRequest } from '../../core/scripts/script-job.ts';
import { HeaderList } from './header-list.ts';

/** An address as `pm.request.url` shows it: a text whose parts can be asked for, `{{variables}}` and all. */
class RequestUrl {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  #withoutScheme(): string {
    return this.#text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  }

  getHost(): string {
    return /^[^/?#]*/.exec(this.#withoutScheme())?.[0] ?? '';
  }

  getPath(): string {
    return /^[^/?#]*([^?#]*)/.exec(this.#withoutScheme())?.[1] || '/';
  }

  getQueryString(): string {
    return /\?([^#]*)/.exec(this.#text)?.[1] ?? '';
  }

  get path(): string[] {
    return this.getPath().split('/').slice(1);
  }

  get query() {
    const rows = this.getQueryString()
      .split('&')
      .filter((piece) => piece !== '')
      .map((piece) => {
        const at = piece.indexOf('=');
        return at === -1
          ? { key: piece, value: '' }
          : { key: piece.slice(0, at), value: piece.slice(at + 1) };
      });
    return {
      all: () => rows.map((row) => ({ ...row })),
      get: (name: string) => rows.find(({ key }) => key === name)?.value,
      has: (name: string) => rows.some(({ key }) => key === name),
      toObject: () => Object.fromEntries(rows.map(({ key, value }) => [key, value])),
    };
  }

  toString(): string {
    return this.#text;
  }

  toJSON(): string {
    return this.#text;
  }
}

/** `pm.request`. Before sending, what a script changes here is what is sent. */
export class ScriptableRequest {
  method: string;
  readonly headers: HeaderList;
  #url: string;
  #body: string | undefined;

  constructor(request: ScriptRequest) {
    this.method = request.method;
    this.headers = new HeaderList(request.headers);
    this.#url = request.url;
    this.#body = request.body;
  }

  get url(): RequestUrl {
    return new RequestUrl(this.#url);
  }

  set url(url: unknown) {
    this.#url = String(url);
  }

  get body() {
    const change = (text: unknown) => {
      if (this.#body === undefined)
        throw new TypeError('Only the text of a raw body can be changed by a script.');
      this.#body = typeof text === 'string' ? text : JSON.stringify(text);
    };
    const raw = this.#body;
    return {
      mode: raw === undefined ? undefined : 'raw',
      get raw() {
        return raw;
      },
      set raw(text: unknown) {
        change(text);
      },
      update: (body: unknown) =>
        change(typeof body === 'object' && body !== null && 'raw' in body ? body.raw : body),
      toString: () => raw ?? '',
    };
  }

  addHeader(header: unknown): void {
    this.headers.add(header);
  }

  upsertHeader(header: unknown): void {
    this.headers.upsert(header);
  }

  removeHeader(name: unknown): void {
    this.headers.remove(name);
  }

  forEachHeader(visit: (header: { key: string; value: string }) => void): void {
    this.headers.each(visit);
  }

  /** Plain data for the way out. */
  toData(): ScriptRequest {
    return {
      method: String(this.method),
      url: this.#url,
      headers: this.headers.toPairs(),
      ...(this.#body === undefined ? {} : { body: this.#body }),
    };
  }
}
