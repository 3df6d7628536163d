import { AppError } from '../../core/errors.ts';
import type { Failure } from '../../core/http/exchange.ts';
import type { AppContext } from '../app-context.ts';
import { cancelledBy } from '../cancellation.ts';
import { anonymousAddress, fetchAnonymously } from '../fetch-anonymously.ts';
import { decodeText } from '../services/decode-text.ts';

/** How an address is fetched. */
export interface FetchOptions {
  signal: AbortSignal;
  /** The user was asked, or typed the address. */
  allowPrivateAddresses?: boolean | undefined;
}

/** The most an address may answer with. */
const maxResponseBytes = 64 * 1024 * 1024;
const timeoutMs = 60_000;
const maxRedirects = 5;

/**
 * Fetches a text for an import through the one HTTP client: http(s) only, no cookies, no credentials, redirects and
 * size bounded. Nothing of the answer is run.
 *
 * @throws AppError ERR_IMPORT_PRIVATE_ADDRESS, ERR_IMPORT_FETCH_FAILED, ERR_IMPORT_TOO_LARGE, ERR_CALL_CANCELLED
 */
export async function fetchSource(app: AppContext, url: string, options: FetchOptions): Promise<string> {
  const address = anonymousAddress(url);
  if (address === undefined) {
    throw new AppError(
      'ERR_IMPORT_FETCH_FAILED',
      'Only addresses that begin with http:// or https:// can be imported from.',
    );
  }
  const { outcome } = await fetchAnonymously(app, address, {
    source: 'import',
    accept: 'application/json, text/plain;q=0.9, */*;q=0.1',
    cancel: cancelledBy(options.signal),
    timeoutMs,
    followRedirects: true,
    maxRedirects,
    maxResponseBytes,
    refusePrivate: options.allowPrivateAddresses !== true,
  });
  if (outcome.kind === 'failure') throw failed(outcome.failure);
  const { status, body } = outcome;
  if (status < 200 || status > 299) {
    const answer = `${status} ${outcome.statusText}`.trim();
    throw new AppError(
      'ERR_IMPORT_FETCH_FAILED',
      `The address answered ${answer}. Check it in a browser, or download the file and import that.`,
      { details: { status } },
    );
  }
  if (body.incomplete === 'limit') {
    throw new AppError(
      'ERR_IMPORT_TOO_LARGE',
      `The address answered with more than ${maxResponseBytes} bytes. Download the file and import that.`,
      { details: { maxResponseBytes } },
    );
  }
  if (body.incomplete !== undefined) {
    throw new AppError('ERR_IMPORT_FETCH_FAILED', 'The answer ended before it was whole. Try again.');
  }
  return decodeText(await app.bodies.readAll(body.bodyId, maxResponseBytes));
}

function failed(failure: Failure): AppError {
  if (failure.code === 'cancelled') return new AppError('ERR_CALL_CANCELLED', 'The import was cancelled.');
  if (failure.code === 'privateAddress') {
    return new AppError(
      'ERR_IMPORT_PRIVATE_ADDRESS',
      `${failure.message} Import from there only if you know the address and meant it.`,
    );
  }
  return new AppError('ERR_IMPORT_FETCH_FAILED', `${failure.message} ${failure.nextStep}`, {
    details: {
      reason: failure.code,
      ...(failure.certificate === undefined ? {} : { certificate: failure.certificate }),
      ...(failure.cause === undefined ? {} : { cause: failure.cause }),
    },
  });
}
