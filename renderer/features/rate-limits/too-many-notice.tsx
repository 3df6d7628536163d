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

/** For an answer 429: when the limit is open again, and the way to send then. */
export function TooManyNotice({ tabKey, exchange }: { tabKey: string; exchange: Exchange }) {
  const wait = useStore((state) => state.rateLimits.waits[tabKey]);
  const { waitAndResend, stopWaiting } = useStore((state) => state.rateLimits);
  const answer = limitedAnswerOf(exchange);
  if (answer === undefined || !isTooMany(exchange)) return null;
  const retryAt = readRetryAt(answer.headers, answer.receivedAtEpochSec);
  // A limit of zero is Okta's way to say that too many requests ran at the same time.
  const isConcurrency = readRateLimit(answer.headers, answer.receivedAtEpochSec)?.limit === 0;
  const what = isConcurrency ? 'Too many requests ran at the same time.' : 'The rate limit is used up.';
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
          {what} It is open again <Countdown toEpochSec={retryAt} />.
        </>
      )}
    </Notice>
  );
}
