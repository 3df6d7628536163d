import type { HeaderPairs } from '../../http/exchange.ts';
import { createMasker } from '../../http/mask.ts';
import { encodeFormData, encodePathSegment, encodeQueryData } from '../../http/percent-encoding.ts';
import type { PreparedRequest } from '../../http/prepare-request.ts';
import { isCredentialHeader } from '../../http/sensitive-headers.ts';
import type { ScopeChain } from '../../variables/scope.ts';

/** Scopes in which every secret is its own name in angle brackets. */
export interface PlaceholderScopes {
  scopes: ScopeChain;
  placeholders: ReadonlySet<string>;
}

/** Puts a placeholder such as `<clientSecret>` in place of each secret, before anything is prepared with it. */
export function withPlaceholders(chain: ScopeChain): PlaceholderScopes {
  const placeholders = new Set<string>();
  const scopes = chain.map((scope) => ({
    ...scope,
    variables: new Map(
      [...scope.variables].map(([name, found]) => {
        if (!found.secret || found.value === '') return [name, found] as const;
        const value = `<${name.replace(/[^\w .-]/g, '_')}>`;
        placeholders.add(value);
        return [name, { ...found, value }] as const;
      }),
    ),
  }));
  return { scopes, placeholders };
}

/** Takes the secrets out of a prepared request that are typed in it and not in a variable: credentials and passwords. */
export function redactPrepared(
  prepared: PreparedRequest,
  placeholders: ReadonlySet<string>,
): Pick<PreparedRequest, 'wire' | 'form'> {
  const { wire } = prepared;
  const typed = wire.secrets.filter((secret) => !placeholders.has(secret));
  const mask = createMasker(typed, '<secret>');
  const show = (text: string) => readable(mask(text), placeholders);
  const authHeaders = new Set(
    wire.headers
      .filter((_, index) => ['auth', 'address'].includes(prepared.origins[index] ?? ''))
      .map(([name]) => name.toLowerCase()),
  );
  const headers: HeaderPairs = wire.headers.map(([name, value]) => [
    name,
    isCredentialHeader(name) || authHeaders.has(name.toLowerCase())
      ? headerPlaceholder(name, value, placeholders)
      : show(value),
  ]);
  return {
    wire: {
      ...wire,
      url: show(wire.url),
      headers,
      ...(wire.body === undefined
        ? {}
        : {
            body: wire.body.map((part) =>
              part.kind === 'text' ? { ...part, text: show(part.text) } : { ...part, path: show(part.path) },
            ),
          }),
    },
    ...(prepared.form === undefined
      ? {}
      : {
          form: prepared.form.map((part) => ({
            ...part,
            ...(part.text === undefined ? {} : { text: mask(part.text) }),
          })),
        }),
  };
}

/** A placeholder is there to be found and replaced: as typed, not percent-encoded. */
function readable(text: string, placeholders: ReadonlySet<string>): string {
  let shown = text;
  for (const placeholder of [...placeholders, '<secret>']) {
    for (const encode of [encodeQueryData, encodePathSegment, encodeFormData]) {
      const form = encode(placeholder);
      if (form !== placeholder) shown = shown.replaceAll(form, placeholder);
    }
  }
  return shown;
}

const credentialWords: Readonly<Record<string, string>> = {
  basic: '<base64 of user:password>',
  bearer: '<access token>',
  dpop: '<access token>',
  ssws: '<API token>',
};

function headerPlaceholder(name: string, value: string, placeholders: ReadonlySet<string>): string {
  if (value === '' || placeholders.has(value)) return value;
  const lower = name.toLowerCase();
  if (lower === 'cookie') {
    const pairs = value.split(';').map((pair) => {
      const cookie = /^\s*([^=]+)=/.exec(pair)?.[1];
      return cookie === undefined ? '<cookie>' : `${cookie}=<${cookie}>`;
    });
    return pairs.join('; ');
  }
  if (lower === 'authorization' || lower === 'proxy-authorization') {
    const [, scheme = '', rest = ''] = /^([A-Za-z][\w-]{0,31}) +(\S[^]*)$/.exec(value) ?? [];
    if (placeholders.has(rest)) return value;
    if (scheme !== '') return `${scheme} ${credentialWords[scheme.toLowerCase()] ?? '<credentials>'}`;
    return '<credentials>';
  }
  return `<${name}>`;
}

/** Names the placeholders that stand in a text; of one with its secrets in it, only those known to be there. */
export function placeholdersIn(text: string, known: Iterable<string>, hasSecrets: boolean): string[] {
  const made = hasSecrets ? [] : [...Object.values(credentialWords), '<credentials>', '<secret>'];
  return [...new Set([...known, ...made])].filter((placeholder) => text.includes(placeholder));
}
