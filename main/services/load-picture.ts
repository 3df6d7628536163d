import { AppError } from '../../core/errors.ts';
import { anonymousAddress, fetchAnonymously } from '../fetch-anonymously.ts';
import type { Service } from './service.ts';

const maxPictureBytes = 8 * 1024 * 1024;
const timeoutMs = 20_000;

/**
 * Fetches one picture of a page.
 *
 * @throws AppError ERR_PREVIEW_PICTURE, ERR_CALL_CANCELLED
 */
export const loadPicture: Service<'preview.loadPicture'> = async (app, { url, pageUrl }, call) => {
  const [address, page] = [anonymousAddress(url), anonymousAddress(pageUrl)];
  if (address === undefined || page === undefined) throw refused('Its address is not http or https.');
  const isOwnHost = new URL(page).host === new URL(address).host;
  const { outcome } = await fetchAnonymously(app, address, {
    source: 'preview',
    accept: 'image/*',
    cancel: call,
    timeoutMs,
    // The page's own host may be private: from there nothing leads on to another private one.
    followRedirects: !isOwnHost,
    maxRedirects: 3,
    maxResponseBytes: maxPictureBytes,
    refusePrivate: !isOwnHost,
  });
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

function refused(reason: string): AppError {
  return new AppError('ERR_PREVIEW_PICTURE', `The picture could not be loaded. ${reason}`);
}
