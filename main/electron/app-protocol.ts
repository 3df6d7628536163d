import { protocol, type Session } from 'electron';
import { isAppError } from '../../core/errors.ts';
import type { WindowApp } from '../app.ts';
import { answerBody, answerJson, type DoorAnswer } from '../body-answer.ts';
import type { Log } from '../log.ts';
import type { RendererFile } from '../renderer-files.ts';
import { hardeningHeaders } from '../window-policy.ts';

/** Where the window lives. A standard scheme of its own, so that `'self'` in the policy means this and nothing else. */
export const appOrigin = 'app://postern';

/** Declares the scheme; must happen before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/** What the scheme serves. */
export interface AppProtocolParts {
  app: Pick<WindowApp, 'bodies' | 'uploads'>;
  files: ReadonlyMap<string, RendererFile>;
  log: Log;
}

function toResponse(answer: DoorAnswer, method: string): Response {
  const headers = { ...hardeningHeaders, ...answer.headers };
  const body = answer.chunks === undefined || method === 'HEAD' ? null : ReadableStream.from(answer.chunks);
  return new Response(body, { status: answer.status, headers });
}

const bare = (status: number): DoorAnswer => ({ status, headers: { 'cache-control': 'no-store' } });

async function readUpload(parts: AppProtocolParts, request: Request): Promise<DoorAnswer> {
  if (request.headers.get('content-type') !== 'application/octet-stream') return bare(415);
  const empty = new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
  const value = await parts.app.uploads.save(request.body ?? empty);
  return answerJson({ ok: true, value });
}

async function answer(parts: AppProtocolParts, request: Request): Promise<DoorAnswer> {
  // In Node the origin of such an address is the text "null": scheme and host are compared instead.
  const url = new URL(request.url);
  if (url.protocol !== 'app:' || url.host !== 'postern' || url.search !== '') return bare(404);
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== appOrigin) return bare(403);
  if (request.method === 'POST' && url.pathname === '/upload') return readUpload(parts, request);
  if (request.method !== 'GET' && request.method !== 'HEAD') return bare(405);
  if (url.pathname.startsWith('/body/')) {
    const bodyId = url.pathname.slice('/body/'.length);
    return answerBody(parts.app.bodies, bodyId, request.headers.get('range') ?? undefined);
  }
  const file = parts.files.get(url.pathname);
  if (file === undefined) return bare(404);
  const bytes = await file.read();
  return {
    status: 200,
    headers: { 'content-type': file.mediaType, 'content-length': String(bytes.byteLength) },
    chunks: (async function* () {
      yield bytes;
    })(),
  };
}

/** Answers one request of the window: a built file, a body or a range of it, an upload. */
export async function answerAppRequest(parts: AppProtocolParts, request: Request): Promise<Response> {
  try {
    return toResponse(await answer(parts, request), request.method);
  } catch (fault) {
    if (!isAppError(fault)) parts.log.error('fault in app://', fault);
    const error = isAppError(fault)
      ? fault.toData()
      : ({ code: 'ERR_CALL_INTERNAL', message: 'Postern made a mistake; its log has more.' } as const);
    return toResponse(answerJson({ ok: false, error }), request.method);
  }
}

/** Serves `app://postern/` in a session; call it once Electron is ready. */
export function serveAppProtocol(session: Pick<Session, 'protocol'>, parts: AppProtocolParts): void {
  session.protocol.handle('app', (request) => answerAppRequest(parts, request));
}
