import { randomBytes } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { Auth } from '../../core/auth/auth.ts';
import { type PrepareInput, type PreparedRequest, prepareRequest } from '../../core/http/prepare-request.ts';
import type { Request } from '../../core/http/request.ts';
import type { BodyPart } from '../../core/http/wire-request.ts';
import { generatePlain, isWordedGeneratedName } from '../../core/variables/generated.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { acceptEncoding } from '../http/content-decoder.ts';
import { type WordGenerator, loadGeneratedWords } from './generated-words.ts';

/** A request, and what it is sent with. */
export interface PrepareSource {
  request: Request;
  auth: Auth | undefined;
  scopes: ScopeChain;
  applied?: AppliedAuth | undefined;
}

/**
 * Prepares a request with what core must be given: randomness, the clock, word lists where a generated name needs them,
 * and the workspace that relative files are in.
 *
 * @throws AppError everything {@link prepareRequest} refuses
 */
export async function prepareForSend(
  app: AppContext,
  request: Request,
  auth: Auth | undefined,
  scopes: ScopeChain,
  applied?: AppliedAuth,
): Promise<PreparedRequest> {
  const prepared = await prepareWith(app, { request, auth, scopes, applied }, prepareRequest);
  const { body } = prepared.wire;
  if (body === undefined || body.every((part) => part.kind === 'text' || isAbsolute(part.path)))
    return prepared;
  return { ...prepared, wire: { ...prepared.wire, body: withAbsoluteFiles(body, app.workspace.path) } };
}

/** Runs a preparation of core, once more where it turned out to need the word lists. @throws what `prepare` throws */
export async function prepareWith<T>(
  app: AppContext,
  source: PrepareSource,
  prepare: (input: PrepareInput) => T,
): Promise<T> {
  const { request } = source;
  const nowEpochMs = app.now();
  const plain = {
    randomBytes,
    nowEpochMs,
    get nowIso() {
      return new Date(nowEpochMs).toISOString();
    },
  };
  const boundary = request.body.type === 'formdata' ? `----Postern${randomBytes(16).toString('hex')}` : '';
  let needsWords = false;
  const run = (words: WordGenerator | undefined) =>
    prepare({
      ...source,
      generate(name) {
        if (words !== undefined && isWordedGeneratedName(name)) return words(name);
        if (!isWordedGeneratedName(name)) return generatePlain(name, plain);
        needsWords = true;
        return 'x';
      },
      userAgent: `Postern/${app.version}`,
      acceptEncoding,
      boundary,
    });

  try {
    const prepared = run(undefined);
    if (!needsWords) return prepared;
  } catch (fault) {
    // With a word missing the refusal may be about what stood in for it.
    if (!needsWords) throw fault;
  }
  return run(await loadGeneratedWords(randomBytes(4).readUInt32BE(), nowEpochMs));
}

/** Files of a body are named relative to the workspace. */
export function withAbsoluteFiles(body: readonly BodyPart[], workspacePath: string): BodyPart[] {
  return body.map((part) =>
    part.kind === 'file' ? { ...part, path: resolve(workspacePath, part.path) } : part,
  );
}
