import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { oauth2ConfigSchema } from '../../core/auth/oauth2/config.ts';
import { tokenSetSchema } from '../../core/auth/oauth2/token-set.ts';
import { type TokenSummary, tokenSummarySchema } from '../../core/auth/oauth2/token-summary.ts';
import { AppError } from '../../core/errors.ts';
import { extensionSchema } from '../../core/json-value.ts';
import type { Log } from '../log.ts';
import type { SecretStore } from './secret-store.ts';
import { SharedJsonFile } from './shared-json-file.ts';
import { WriteLock } from './workspace/write-lock.ts';

/** The secret half of a token: the tokens, the set-up they came from (resolved), the key they are bound to. */
export const tokenSecretSchema = z.object({
  tokens: tokenSetSchema,
  config: oauth2ConfigSchema.optional(),
  /** Private JWK of the DPoP key. */
  dpopJwk: extensionSchema.optional(),
  /** Fields of the set-up whose values come from elsewhere: they hold the names of variables, found at the item. */
  sourced: z.object({ fields: z.array(z.string()), itemId: z.string().optional() }).optional(),
});
export type TokenSecret = z.infer<typeof tokenSecretSchema>;

const entrySchema = z.object({
  summary: tokenSummarySchema,
  /** What equal set-ups find the token by; see `tokenCacheKey`. Empty for a pasted token. */
  cacheKey: z.string(),
});
export type TokenEntry = z.infer<typeof entrySchema>;

/** A stored token with its secret half. Stays on the Node side. */
export interface TokenRecord extends TokenEntry {
  secret: TokenSecret;
}

/** Tokens: encrypted, with metadata of the profile beside them, and which token each item uses. */
export interface TokenStore {
  list(): TokenSummary[];
  /** @throws AppError ERR_TOKEN_NOT_FOUND */
  find(id: string): TokenEntry;
  /** @throws AppError ERR_TOKEN_NOT_FOUND, ERR_SECRET_UNREADABLE */
  read(id: string): Promise<TokenRecord>;
  add(
    entry: { summary: Omit<TokenSummary, 'id'>; cacheKey: string },
    secret: TokenSecret,
  ): Promise<TokenRecord>;
  /** Writes new tokens in place of the old ones; they are on disk when this returns. */
  replace(id: string, summary: Partial<TokenSummary>, secret: TokenSecret): Promise<TokenRecord>;
  rename(id: string, name: string): Promise<TokenSummary>;
  /** Takes tokens away; the returned function puts them back. @throws AppError ERR_TOKEN_NOT_FOUND */
  remove(ids: readonly string[]): Promise<() => Promise<void>>;
  /** Newest first. */
  findByKey(cacheKey: string): TokenEntry[];
  /** The token chosen for an item while an environment is in use. */
  selection(itemId: string, environmentId: string | undefined): string | undefined;
  select(itemId: string, environmentId: string | undefined, tokenId: string | undefined): Promise<void>;
  /**
   * Runs work on one token while no other Postern of this profile does: two that refresh at once would each use up the
   * refresh token of the other.
   */
  exclusively<T>(id: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const fileSchema = z.object({
  tokens: z.array(entrySchema),
  selections: z.record(z.string(), z.string()),
});
type TokenFile = z.infer<typeof fileSchema>;

/** Longer than a token endpoint may take to answer. */
const refreshPatienceMs = 40_000;
const secretId = (id: string) => `token/${id}`;
const placeKey = (itemId: string, environmentId: string | undefined) => `${itemId}|${environmentId ?? ''}`;

/** Opens the tokens of a profile. Nothing is made until the first token is kept. */
export async function createTokenStore(
  path: string,
  secrets: SecretStore,
  context: { log: Log; now(): number; onChange(): void },
): Promise<TokenStore> {
  const file = await SharedJsonFile.open(path, {
    ...context,
    parse: (value) => fileSchema.parse(value),
    empty: { tokens: [], selections: {} },
  });
  return new Tokens(path, secrets, context, file);
}

class Tokens implements TokenStore {
  readonly #path: string;
  readonly #secrets: SecretStore;
  readonly #context: { onChange(): void };
  readonly #shared: SharedJsonFile<TokenFile>;
  readonly #locks = new Set<WriteLock>();

  constructor(
    path: string,
    secrets: SecretStore,
    context: { onChange(): void },
    file: SharedJsonFile<TokenFile>,
  ) {
    this.#path = path;
    this.#secrets = secrets;
    this.#context = context;
    this.#shared = file;
  }

  get #file(): TokenFile {
    return this.#shared.read();
  }

  list(): TokenSummary[] {
    return this.#file.tokens.map(({ summary }) => summary);
  }

  find(id: string): TokenEntry {
    const found = this.#file.tokens.find(({ summary }) => summary.id === id);
    if (found !== undefined) return found;
    throw new AppError('ERR_TOKEN_NOT_FOUND', 'The token is not there any more. Get a new one.', {
      details: { id: id.slice(0, 100) },
    });
  }

  async read(id: string): Promise<TokenRecord> {
    const entry = this.find(id);
    const text = await this.#secrets.read(secretId(id));
    const parsed = text === undefined ? undefined : tokenSecretSchema.safeParse(JSON.parse(text));
    if (parsed?.success === true) return { ...entry, secret: parsed.data };
    throw new AppError(
      'ERR_SECRET_UNREADABLE',
      `The token "${entry.summary.name}" cannot be read. Get a new one.`,
      { details: { id } },
    );
  }

  async add(
    entry: { summary: Omit<TokenSummary, 'id'>; cacheKey: string },
    secret: TokenSecret,
  ): Promise<TokenRecord> {
    const summary = { ...entry.summary, id: randomUUID() };
    await this.#secrets.write(secretId(summary.id), JSON.stringify(secret));
    const added = { summary, cacheKey: entry.cacheKey };
    await this.#change((file) => ({ ...file, tokens: [added, ...file.tokens] }));
    return { ...added, secret };
  }

  async replace(id: string, changes: Partial<TokenSummary>, secret: TokenSecret): Promise<TokenRecord> {
    // The secret first: a rotated refresh token must be on disk before anything else happens.
    await this.#secrets.write(secretId(id), JSON.stringify(secret));
    await this.#change((file) => ({
      ...file,
      tokens: file.tokens.map((entry) =>
        entry.summary.id === id ? { ...entry, summary: { ...entry.summary, ...changes, id } } : entry,
      ),
    }));
    try {
      return { ...this.find(id), secret };
    } catch (fault) {
      // Deleted meanwhile, here or by another process: no secret stays behind.
      await this.#secrets.delete(secretId(id));
      throw fault;
    }
  }

  async rename(id: string, name: string): Promise<TokenSummary> {
    this.find(id);
    const trimmed = name.trim();
    if (trimmed !== '') {
      await this.#change((file) => ({
        ...file,
        tokens: file.tokens.map((entry) =>
          entry.summary.id === id ? { ...entry, summary: { ...entry.summary, name: trimmed } } : entry,
        ),
      }));
    }
    return this.find(id).summary;
  }

  async remove(ids: readonly string[]): Promise<() => Promise<void>> {
    const gone = new Set(ids);
    const entries = ids.map((id) => this.find(id));
    const before = this.#file;
    const texts = await Promise.all(ids.map((id) => this.#secrets.read(secretId(id)).catch(() => undefined)));
    const lost = Object.entries(before.selections).filter(([, id]) => gone.has(id));
    await this.#change((file) => ({
      tokens: file.tokens.filter(({ summary }) => !gone.has(summary.id)),
      selections: Object.fromEntries(Object.entries(file.selections).filter(([, id]) => !gone.has(id))),
    }));
    for (const id of ids) await this.#secrets.delete(secretId(id));
    return async () => {
      for (const [at, id] of ids.entries()) {
        const text = texts[at];
        if (text !== undefined) await this.#secrets.write(secretId(id), text);
      }
      await this.#change((file) => ({
        tokens: [...entries, ...file.tokens.filter(({ summary }) => !gone.has(summary.id))].toSorted(
          (a, b) => b.summary.createdAtEpochMs - a.summary.createdAtEpochMs,
        ),
        selections: { ...Object.fromEntries(lost), ...file.selections },
      }));
    };
  }

  findByKey(cacheKey: string): TokenEntry[] {
    return this.#file.tokens.filter((entry) => entry.cacheKey === cacheKey && cacheKey !== '');
  }

  selection(itemId: string, environmentId: string | undefined): string | undefined {
    const id = this.#file.selections[placeKey(itemId, environmentId)];
    return id !== undefined && this.#file.tokens.some(({ summary }) => summary.id === id) ? id : undefined;
  }

  async select(
    itemId: string,
    environmentId: string | undefined,
    tokenId: string | undefined,
  ): Promise<void> {
    if (tokenId !== undefined) this.find(tokenId);
    const place = placeKey(itemId, environmentId);
    await this.#change((file) => {
      const { [place]: _before, ...others } = file.selections;
      return { ...file, selections: tokenId === undefined ? others : { ...others, [place]: tokenId } };
    });
  }

  async exclusively<T>(id: string, work: () => Promise<T>): Promise<T> {
    const lock = new WriteLock(join(dirname(this.#path), `token-${id}.lock`), refreshPatienceMs);
    this.#locks.add(lock);
    try {
      return await lock.run(work);
    } finally {
      this.#locks.delete(lock);
      await lock.close();
    }
  }

  async close(): Promise<void> {
    await this.#shared.close();
    for (const lock of this.#locks) await lock.close();
  }

  async #change(edit: (file: TokenFile) => TokenFile): Promise<void> {
    await this.#shared.change(edit);
    this.#context.onChange();
  }
}
