import { randomBytes } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { Auth } from '../../core/auth/auth.ts';
import { type PreparedRequest, prepareRequest } from '../../core/http/prepare-request.ts';
import type { Request } from '../../core/http/request.ts';
import { generatePlain, isWordedGeneratedName } from '../../core/variables/generated.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { acceptEncoding } from '../http/content-decoder.ts';
import { type WordGenerator, loadGeneratedWords } from './generated-words.ts';

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
  const nowEpochMs = app.now();
  const source = {
    randomBytes,
    nowEpochMs,
    get nowIso() {
      return new Date(nowEpochMs).toISOString();
    },
  };
  const boundary = request.body.type === 'formdata' ? `----Postern${randomBytes(16).toString('hex')}` : '';
  let needsWords = false;
  const prepare = (words: WordGenerator | undefined) =>
    prepareRequest({
      request,
      auth,
      applied,
      scopes,
      generate(name) {
        if (words !== undefined && isWordedGeneratedName(name)) return words(name);
        if (!isWordedGeneratedName(name)) return generatePlain(name, source);
        needsWords = true;
        return 'x';
      },
      userAgent: `Postern/${app.version}`,
      acceptEncoding,
      boundary,
    });

  let prepared: PreparedRequest | undefined;
  try {
    prepared = prepare(undefined);
  } catch (fault) {
    // With a word missing the refusal may be about what stood in for it.
    if (!needsWords) throw fault;
  }
  if (needsWords || prepared === undefined) {
    prepared = prepare(await loadGeneratedWords(randomBytes(4).readUInt32BE(), nowEpochMs));
  }
  return withAbsoluteFiles(prepared, app.workspace.path);
}

function withAbsoluteFiles(prepared: PreparedRequest, workspacePath: string): PreparedRequest {
  const { body } = prepared.wire;
  if (body === undefined || body.every((part) => part.kind === 'text' || isAbsolute(part.path)))
    return prepared;
  const absolute = body.map((part) =>
    part.kind === 'file' ? { ...part, path: resolve(workspacePath, part.path) } : part,
  );
  return { ...prepared, wire: { ...prepared.wire, body: absolute } };
}
