import type { Body, RawLanguage } from '../../../core/http/body.ts';
import { mediaTypeOf } from '../../../core/http/media-type.ts';
import type { Request } from '../../../core/http/request.ts';
import type { Auth } from '../../../core/auth/auth.ts';
import { authEffect } from '../authorization/public.ts';

/** A header that the request gets without being typed. */
export interface GeneratedHeader {
  name: string;
  /** For show: secrets as dots. */
  value: string;
  /** Where it comes from, in words that name a tab. */
  source: string;
  /** `typed`: a typed row of that name is sent in its place; `off`: the user does without it. */
  state: 'sent' | 'typed' | 'off';
  /** Can be switched off for this request. */
  canSwitchOff: boolean;
}

const typeOfLanguage: Record<RawLanguage, string> = {
  json: 'application/json',
  text: 'text/plain',
  xml: 'application/xml',
  html: 'text/html',
  javascript: 'application/javascript',
};

/** The Content-Type that a body implies where no row gives one. */
export function impliedContentType(body: Body): string | undefined {
  switch (body.type) {
    case 'raw':
      return body.content === '' ? undefined : typeOfLanguage[body.language];
    case 'urlencoded':
      return 'application/x-www-form-urlencoded';
    case 'formdata':
      return 'multipart/form-data; boundary=<made when sent>';
    case 'file':
      return body.path === '' ? undefined : mediaTypeOf(body.path);
    case 'graphql':
      return 'application/json';
    case 'none':
    case 'unsupported':
      return undefined;
  }
}

/** The headers that Postern adds by itself, in the order they are sent. */
export function generatedHeaders(
  request: Request,
  auth: { auth: Auth; from?: string } | undefined,
  version: string,
): GeneratedHeader[] {
  const typed = new Set(
    request.headers.filter((row) => row.disabled !== true).map((row) => row.key.trim().toLowerCase()),
  );
  const off = new Set(request.settings?.disabledSystemHeaders?.map((name) => name.toLowerCase()));
  const found: GeneratedHeader[] = [];
  const add = (name: string, value: string | undefined, source: string, canSwitchOff = true) => {
    if (value === undefined) return;
    const key = name.toLowerCase();
    const state = typed.has(key) ? 'typed' : canSwitchOff && off.has(key) ? 'off' : 'sent';
    found.push({ name, value, source, state, canSwitchOff });
  };
  const effect = auth === undefined ? undefined : authEffect(auth.auth);
  if (effect?.place === 'header') {
    add(
      effect.name,
      effect.value,
      auth?.from === undefined ? 'Authorization' : `Authorization of ${auth.from}`,
      false,
    );
  }
  add('Content-Type', impliedContentType(request.body), 'Body');
  add('User-Agent', `Postern/${version}`, 'Postern');
  add('Accept', '*/*', 'Postern');
  add('Accept-Encoding', '<what can be decoded, such as gzip and br>', 'Postern');
  add('Host', '<from the address>', 'Address', false);
  if (request.body.type !== 'none') add('Content-Length', '<made when sent>', 'Body', false);
  return found;
}

/** Switches one of Postern's own headers off or on for a request. */
export function withSystemHeader(request: Request, name: string, isOn: boolean): Partial<Request> {
  const rest = (request.settings?.disabledSystemHeaders ?? []).filter(
    (other) => other.toLowerCase() !== name.toLowerCase(),
  );
  const { disabledSystemHeaders: _before, ...settings } = request.settings ?? {};
  const names = isOn ? rest : [...rest, name];
  const next = names.length === 0 ? settings : { ...settings, disabledSystemHeaders: names };
  return { settings: Object.keys(next).length === 0 ? undefined : next };
}
