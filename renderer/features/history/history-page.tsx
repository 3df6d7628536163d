import { Copy, CornerUpRight, FilePlus, Trash2 } from 'lucide-react';
import { curlOfSend } from '../../../core/history/curl-of-send.ts';
import type { HistoryDetails } from '../../../core/history/history-entry.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { copyText } from '../notices/public.ts';
import styles from './history.module.css';
import { ReadSend, SendTabs } from './kept-send.tsx';

const whenFormat = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
});

/** The tab of one send: request and answer as they were. */
export function HistoryPage({ tabKey }: { tabKey: string }) {
  const id = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  return id === undefined ? null : <ReadSend id={id}>{(details) => <Send details={details} />}</ReadSend>;
}

function Send({ details }: { details: HistoryDetails }) {
  const { entry } = details;
  const { openAsRequest, delete: remove } = useStore((state) => state.history);
  return (
    <section className={styles['page']} aria-label="A send of the history">
      <header className={styles['pageHead']}>
        <MethodBadge method={entry.method} />
        <span className={styles['pageUrl']}>{entry.url}</span>
        <span className={styles['pageActions']}>
          <CopyMenu details={details} />
          <Button icon={<FilePlus />} onClick={() => void openAsRequest(entry.id)}>
            Open as request
          </Button>
          <Button
            variant="primary"
            icon={<CornerUpRight />}
            onClick={() => void openAsRequest(entry.id, { send: true })}
          >
            Resend
          </Button>
          <IconButton
            label="Delete from the history"
            icon={<Trash2 />}
            onClick={() => void remove(entry.id)}
          />
        </span>
      </header>
      <p className={styles['pageFacts']}>
        <span>{whenFormat.format(entry.startedAtEpochMs)}</span>
        <span>{entry.environmentName ?? 'No Environment'}</span>
        <span>Read-only: as it was sent, secrets masked</span>
      </p>
      {entry.outcome.kind === 'unknown' && (
        <Notice tone="warning" variant="banner" title="Outcome unknown">
          Postern ended before the answer came. The server may have acted on this request or not: look there
          before you send it again.
        </Notice>
      )}
      <SendTabs details={details} />
    </section>
  );
}

function CopyMenu({ details }: { details: HistoryDetails }) {
  const { entry, requestBody } = details;
  return (
    <Menu
      align="end"
      trigger={<IconButton label="Copy" icon={<Copy />} />}
      items={[
        { label: 'Copy URL', onSelect: () => void copyText(entry.url, 'The URL') },
        { label: 'Copy as cURL', onSelect: () => void copyText(curlOfSend(details), 'The cURL command') },
        {
          label: 'Copy body of the request',
          disabled: requestBody === undefined,
          onSelect: () => void copyText(requestBody?.text ?? '', 'The body of the request'),
        },
      ]}
    />
  );
}
