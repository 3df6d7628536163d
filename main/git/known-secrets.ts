import { isAppError } from '../../core/errors.ts';
import type { NamedSecret } from '../../core/git/find-secrets.ts';
import type { AppContext } from '../app-context.ts';

/** What of the profile must not be shared, as far as it can be read. */
export interface KnownSecrets {
  secrets: NamedSecret[];
  /** How many cannot be decrypted now. */
  unreadable: number;
}

type App = Pick<AppContext, 'workspace' | 'secrets' | 'tokens' | 'keys' | 'valueSources'>;

/** Gathers secret variables, also those whose values come from elsewhere, tokens with the secrets they were got with, and private keys of this profile. */
export async function listKnownSecrets(app: App): Promise<KnownSecrets> {
  const known: KnownSecrets = { secrets: [], unreadable: 0 };
  const add = (name: string, value: string | undefined) => {
    if (value !== undefined && value !== '') known.secrets.push({ name, value });
  };
  const attempt = async (read: () => Promise<void>) => {
    try {
      await read();
    } catch (fault) {
      if (!isAppError(fault)) throw fault;
      known.unreadable += 1;
    }
  };
  const own = await app.workspace.listSecrets();
  for (const { name, value } of own) {
    if (value === undefined) known.unreadable += 1;
    else add(name, value);
  }
  const ownIds = new Set(own.map(({ secretId }) => secretId));
  for (const id of await app.secrets.list()) {
    if (ownIds.has(id) || !/^workspace\/[^/]+\/variable\//.test(id)) continue;
    await attempt(async () => add('a secret variable of another workspace', await app.secrets.read(id)));
  }
  // As everywhere: a value that comes from elsewhere is a secret, whatever the type of its variable.
  for (const { place, value } of app.valueSources.held()) add(`${place.key} (got for this session)`, value);
  for (const { id, name } of app.tokens.list()) {
    await attempt(async () => {
      const { tokens, config } = (await app.tokens.read(id)).secret;
      add(`access token “${name}”`, tokens.accessToken);
      add(`refresh token of “${name}”`, tokens.refreshToken);
      add(`ID token of “${name}”`, tokens.idToken);
      add(`client secret of “${name}”`, config?.clientSecret);
      add(`password of “${name}”`, config?.password);
    });
  }
  for (const { id, name } of app.keys.list()) {
    await attempt(async () => {
      const jwk: Record<string, unknown> = { ...(await app.keys.readPrivate(id)) };
      for (const part of ['d', 'k']) {
        const value = jwk[part];
        if (typeof value === 'string') add(`private key “${name}”`, value);
      }
    });
  }
  return known;
}
