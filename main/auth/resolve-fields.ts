import { randomBytes } from 'node:crypto';
import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import { type FieldResolver, createFieldResolver } from '../../core/http/field-resolver.ts';
import { generatePlain } from '../../core/variables/generated.ts';
import { createTemplateResolver } from '../../core/variables/resolve-template.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';

/** The parameters of an authorization, resolved one by one. */
export interface AuthFields {
  fields: FieldResolver;
  /** Gives a text with its variables replaced. */
  resolve(text: string, key: string): string;
  /** Gives what is known of the secrets in it, and `own`, those that may be typed; empty ones are none. */
  secrets(own: readonly string[]): Pick<AppliedAuth, 'secrets' | 'bound'>;
}

/** Makes the resolver for an authorization that is worked out before its request is prepared. */
export function resolveAuthFields(scopes: ScopeChain, nowEpochMs: number): AuthFields {
  const source = { randomBytes, nowEpochMs, nowIso: new Date(nowEpochMs).toISOString() };
  const templates = createTemplateResolver(scopes, (name) => generatePlain(name, source));
  const fields = createFieldResolver(templates, true);
  return {
    fields,
    resolve: (text, key) => fields.resolve(text, { where: 'auth', key }, { placeholders: 'none' }),
    secrets: (own) => ({
      secrets: [...fields.secrets, ...own].filter((secret) => secret !== ''),
      bound: fields.boundSecrets(),
    }),
  };
}
