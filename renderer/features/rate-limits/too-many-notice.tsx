import type { Exchange } from '../../../core/http/exchange.ts';
import { readRateLimit, readRetryAt } from '../../../core/http/rate-limit.ts';
import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';
import { Countdown } from './countdown.tsx';
import { limitedAnswerOf } from './rate-limits-slice.ts';

/** Tells whether an answer refuses for too many requests. */
export function isTooMany({ outcome }: Exchange): boolean {
  return outcome.kind === 'response' && outcome.status === 429;
}

/** Tells whether an answer says that the server is away, and until when. */
function isAway({ outcome }: Exchange): boolean {
  return (
    outcome.kind === 'response' &&
    outcome.status === 503 &&
    outcome.headers.some(([name]) => name.toLowerCase() === 'retry-after')
  );
}

/** For an answer 429, or 503 with an end: when the limit is open again, and the way to send then. */
export function TooManyNotice({ tabKey, exchange }: { tabKey: string; exchange: Exchange }) {
  const wait = useStore((state) => state.rateLimits.waits[tabKey]);
  const { waitAndResend, stopWaiting } = useStore((state) => state.rateLimits);
  const answer = limitedAnswerOf(exchange);
  const isOff = isAway(exchange);
  if (answer === undefined || !(isTooMany(exchange) || isOff)) return null;
  const retryAt = readRetryAt(answer.headers, answer.receivedAtEpochSec);
  // A limit of zero is Okta's way to say that too many requests ran at the same time.
  const isConcurrency = readRateLimit(answer.headers, answer.receivedAtEpochSec)?.limit === 0;
  const what = isOff
    ? 'The server is not available.'
    : isConcurrency
      ? 'Too many requests ran at the same time.'
      : 'The rate limit is used up.';
  if (wait !== undefined && wait.exchangeId === exchange.id) {
    return (
      <Notice
        tone="info"
        variant="banner"
        actions={[{ label: 'Cancel', onSelect: () => stopWaiting(tabKey) }]}
      >
        The request is sent again <Countdown toEpochSec={wait.atEpochSec} />.
      </Notice>
    );
  }
  return (
    <Notice
      tone="warning"
      variant="banner"
      actions={
        retryAt === undefined
          ? []
          : [{ label: 'Wait and resend', onSelect: () => waitAndResend(tabKey, retryAt + 1) }]
      }
    >
      {retryAt === undefined ? (
        `${what} The answer does not say until when; try again in a minute.`
      ) : (
        <>
          {what} {isOff ? 'It says it is back' : 'It is open again'} <Countdown toEpochSec={retryAt} />.
        </>
      )}
    </Notice>
  );
}
