import type { Exchange } from '../../../core/http/exchange.ts';
import type { CollectStop } from '../../../core/contract/links.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Spinner } from '../../ui/spinner.tsx';
import { Countdown } from '../rate-limits/public.ts';
import styles from './links.module.css';
import type { Collected } from './pages-slice.ts';

/** What stayed behind when this tab was opened from a link to another origin. */
function LeftOutNote({ tabKey }: { tabKey: string }) {
  const note = useStore((state) => state.links.notes[tabKey]);
  const dismiss = useStore((state) => state.links.dismissNote);
  const url = useStore((state) => state.requests.editors[tabKey]?.draft.url);
  if (note === undefined || note.url !== url) return null;
  const names = note.leftOut.join(', ');
  return (
    <Notice tone="info" variant="banner" announces onDismiss={() => dismiss(tabKey)}>
      The link led to another origin, {note.host}.{' '}
      {names === '' ? 'Authorization and cookies were not sent.' : `Left out: ${names}, and cookies.`}
    </Notice>
  );
}

function CollectingBar({ tabKey }: { tabKey: string }) {
  const collecting = useStore((state) => state.pages.underWay[tabKey]);
  const cancel = useStore((state) => state.pages.cancel);
  if (collecting === undefined) return null;
  const { pages, maxPages, items, waitsUntilEpochSec } = collecting;
  return (
    <div className={styles['bar']}>
      <Spinner />
      <span role="status">
        Page {pages} of at most {maxPages.toLocaleString('en')}, {items.toLocaleString('en')} items
        {waitsUntilEpochSec !== undefined && (
          <>
            {' '}
            · waits for the rate limit, <Countdown toEpochSec={waitsUntilEpochSec} />
          </>
        )}
      </span>
      <Button size="sm" onClick={() => cancel(tabKey)}>
        Cancel
      </Button>
    </div>
  );
}

const stops: Readonly<Record<CollectStop, (facts: Collected) => string>> = {
  end: () => 'That is the whole list.',
  pageLimit: () => 'Stopped at the number of pages you chose. There are more.',
  emptyPage: () => 'Stopped at an empty page; the list goes on when there is something new.',
  repeated: () => 'Stopped: the next page is one that was read already.',
  otherOrigin: () => 'Stopped: the next page is on another origin, which gets no credentials.',
  notAList: () => 'Stopped: there is no JSON list in the next page.',
  tooLarge: () => 'Stopped: more would be larger than the limit for answers in the settings.',
  rateLimited: () => 'Stopped: the rate limit is used up (429).',
  refused: ({ status }) => `Stopped: the server answered ${status ?? 'with a refusal'}.`,
  failed: ({ message }) => `Stopped: ${message ?? 'the next page could not be read.'}`,
  cancelled: () => 'Cancelled; what came so far is shown.',
};

function CollectedNote({ tabKey, exchange }: { tabKey: string; exchange: Exchange }) {
  const collected = useStore((state) => state.pages.collected[tabKey]);
  const showFirst = useStore((state) => state.pages.showFirst);
  if (collected === undefined || collected.exchangeId !== exchange.id) return null;
  const { pages, items, stop, retryAtEpochSec } = collected;
  return (
    <Notice
      tone={stop === 'end' ? 'success' : stop === 'pageLimit' || stop === 'emptyPage' ? 'info' : 'warning'}
      variant="banner"
      announces
      actions={[{ label: 'Show the first page', onSelect: () => showFirst(tabKey) }]}
    >
      {items.toLocaleString('en')} items of {pages.toLocaleString('en')} {pages === 1 ? 'page' : 'pages'} in
      one list. {stops[stop](collected)}
      {stop === 'rateLimited' && retryAtEpochSec !== undefined && (
        <>
          {' '}
          It is open again <Countdown toEpochSec={retryAtEpochSec} />.
        </>
      )}
    </Notice>
  );
}

/** What there is to say about links above an answer. */
export function LinkRemarks({ tabKey, exchange }: { tabKey: string; exchange: Exchange }) {
  return (
    <>
      <LeftOutNote tabKey={tabKey} />
      <CollectingBar tabKey={tabKey} />
      <CollectedNote tabKey={tabKey} exchange={exchange} />
    </>
  );
}
