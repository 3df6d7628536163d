import { randomUUID } from 'node:crypto';
import { AppError } from '../../core/errors.ts';
import type { WireRequest } from '../../core/http/wire-request.ts';
import { tellConsole } from '../console/tell-console.ts';
import type { Service } from './service.ts';

const maxPictureBytes = 8 * 1024 * 1024;
const timeoutMs = 20_000;

/**
 * Fetches one picture of a page.
 *
 * @throws AppError ERR_PREVIEW_PICTURE, ERR_CALL_CANCELLED
 */
export const loadPicture: Service<'preview.loadPicture'> = async (app, { url, pageUrl }, { signal }) => {
  const address = httpAddress(url);
  const isOwnHost = httpAddress(pageUrl).host === address.host;
  const request: WireRequest = {
    method: 'GET',
    url: address.href,
    headers: [
      ['Accept', 'image/*'],
      ['User-Agent', `Postern/${app.version}`],
    ],
    sensitiveHeaders: [],
    secrets: [],
  };
  const startedAtEpochMs = app.now();
  const result = await app.http.send(request, {
    signal,
    timeoutMs,
    // The page's own host may be private: from there nothing leads on to another private one.
    followRedirects: !isOwnHost,
    maxRedirects: 3,
    verifyTls: app.settings.read().request.verifyTls,
    maxResponseBytes: maxPictureBytes,
    protocolVersion: 'auto',
    useCookies: false,
    refusePrivate: !isOwnHost,
  });
  tellConsole(app, { source: 'preview' }, request, { id: randomUUID(), startedAtEpochMs, ...result });
  const { outcome } = result;
  if (outcome.kind === 'failure') {
    if (outcome.failure.code === 'cancelled') throw new AppError('ERR_CALL_CANCELLED', 'It was cancelled.');
    throw refused(`${outcome.failure.message} ${outcome.failure.nextStep}`);
  }
  const { status, body } = outcome;
  if (status < 200 || status > 299) throw refused(`Its address answered ${status}.`);
  if (!body.mediaType.startsWith('image/')) throw refused('What came is no picture.');
  if (body.incomplete !== undefined) throw refused('It is larger than 8 MB, or did not come whole.');
  return { bodyId: body.bodyId, mediaType: body.mediaType };
};

function httpAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw refused('Its address is not http or https.');
  url.username = '';
  url.password = '';
  url.hash = '';
  return url;
}

function refused(reason: string): AppError {
  return new AppError('ERR_PREVIEW_PICTURE', `The picture could not be loaded. ${reason}`);
}
