import type { Exchange } from '../../../core/http/exchange.ts';
import { readRetryAt } from '../../../core/http/rate-limit.ts';
import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';
import { Countdown } from './countdown.tsx';
import { receivedAtEpochSec } from './rate-limits-slice.ts';

/** For an answer 429: when the limit is open again, and the way to send then. */
export function TooManyNotice({ tabKey, exchange }: { tabKey: string; exchange: Exchange }) {
  const waitsUntil = useStore((state) => state.rateLimits.waits[tabKey]);
  const { waitAndResend, stopWaiting } = useStore((state) => state.rateLimits);
  const { outcome } = exchange;
  if (outcome.kind !== 'response' || outcome.status !== 429) return null;
  const retryAt = readRetryAt(outcome.headers, receivedAtEpochSec(exchange));
  if (waitsUntil !== undefined) {
    return (
      <Notice
        tone="info"
        variant="banner"
        actions={[{ label: 'Cancel', onSelect: () => stopWaiting(tabKey) }]}
      >
        The request is sent again <Countdown toEpochSec={waitsUntil} />.
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
        'The rate limit is used up. The answer does not say until when; try again in a minute.'
      ) : (
        <>
          The rate limit is used up. It is open again <Countdown toEpochSec={retryAt} />.
        </>
      )}
    </Notice>
  );
}
