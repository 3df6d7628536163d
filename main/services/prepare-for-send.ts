import { randomBytes } from 'node:crypto';
import { isAbsolute, resolve } from 'node:path';
import type { AppliedAuth } from '../../core/auth/apply-auth.ts';
import type { Auth } from '../../core/auth/auth.ts';
import { type PrepareInput, type PreparedRequest, prepareRequest } from '../../core/http/prepare-request.ts';
import type { Request } from '../../core/http/request.ts';
import type { BodyPart } from '../../core/http/wire-request.ts';
import { generatePlain, isWordedGeneratedName } from '../../core/variables/generated.ts';
import type { ScopeChain, VariableScope } from '../../core/variables/scope.ts';
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

/** What a request became, and everything it was made of. */
interface Prepared {
  auth: Auth | undefined;
  scopes: ScopeChain;
  workspacePath: string;
  prepared: PreparedRequest;
}

/** By the request, which is the same object as long as nothing in the workspace changed; an edited one is another. */
const preparedBefore = new WeakMap<Request, Prepared>();

/**
 * Prepares a request with what core must be given: randomness, the clock, word lists where a generated name needs them,
 * and the workspace that relative files are in. The result is shared: read it only.
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
  const workspacePath = app.workspace.path;
  const before = preparedBefore.get(request);
  if (
    before !== undefined &&
    before.auth === auth &&
    before.workspacePath === workspacePath &&
    applied === undefined &&
    areSameScopes(before.scopes, scopes)
  ) {
    return before.prepared;
  }
  // A boundary and a generated value are others each time.
  let isRepeatable = applied === undefined && request.body.type !== 'formdata';
  const made = await prepareWith(app, { request, auth, scopes, applied }, (input) =>
    prepareRequest({
      ...input,
      generate(name) {
        isRepeatable = false;
        return input.generate(name);
      },
    }),
  );
  const { body } = made.wire;
  const prepared =
    body === undefined || body.every((part) => part.kind === 'text' || isAbsolute(part.path))
      ? made
      : { ...made, wire: { ...made.wire, body: withAbsoluteFiles(body, workspacePath) } };
  if (isRepeatable) preparedBefore.set(request, { auth, scopes, workspacePath, prepared });
  return prepared;
}

/** The stored scopes are the same objects as long as nothing changed; local variables come anew with each send. */
function areSameScopes(before: ScopeChain, now: ScopeChain): boolean {
  return (
    before.length === now.length &&
    now.every((scope, index) => {
      const other = before[index];
      return (
        scope === other || (scope.kind === 'local' && other?.kind === 'local' && haveSameValues(scope, other))
      );
    })
  );
}

function haveSameValues({ variables: left }: VariableScope, { variables: right }: VariableScope): boolean {
  if (left.size !== right.size) return false;
  for (const [name, { value, secret }] of left) {
    const other = right.get(name);
    if (other?.value !== value || other.secret !== secret) return false;
  }
  return true;
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
