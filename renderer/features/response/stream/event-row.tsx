import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import { JsonLines } from '../../../../core/json-lines.ts';
import { Badge } from '../../../ui/badge.tsx';
import { formatSize } from '../../../ui/format-figures.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { OpeningRow } from '../../../ui/opening-row.tsx';
import { copyText } from '../../notices/public.ts';
import type { ListedEvent } from './event-feed.ts';
import tokenStyles from '../viewer/viewer.module.css';
import styles from './stream.module.css';

/** More is shown as it came: an event is one thing to look at, a body has the viewers. */
const maxPrettyChars = 64 * 1024;
const maxPreviewChars = 400;

const timeFormat = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

function isJson(text: string): boolean {
  if (text.length > maxPrettyChars || !/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The data of an event: JSON laid out in its colours with every token as it came, anything else as it stands. */
function EventData({ data }: { data: string }) {
  const lines = useMemo(() => {
    if (!isJson(data)) return undefined;
    const json = new JsonLines(data);
    json.advance();
    return Array.from({ length: json.lineCount }, (_, index) => json.lineAt(index));
  }, [data]);
  return (
    // A scrolling block must take the focus to be read by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles['data']} tabIndex={0} aria-label="Data">
      {lines === undefined
        ? data
        : lines.map(({ depth, tokens }, index) => (
            <span key={tokens[0]?.offset ?? index}>
              {'  '.repeat(depth)}
              {tokens.map((token) => (
                <span key={token.offset} className={tokenStyles[token.kind]}>
                  {token.text === ':' ? ': ' : token.text}
                </span>
              ))}
              {'\n'}
            </span>
          ))}
    </pre>
  );
}

function EventDetails({ event: { number, data, id } }: { event: ListedEvent }) {
  return (
    <>
      <p className={styles['facts']}>
        Event {number.toLocaleString('en')}, {formatSize(new TextEncoder().encode(data).length)}
        {id === '' ? '' : `, id ${id}`}
      </p>
      <EventData data={data} />
    </>
  );
}

/** One event; it opens to its data. */
export function EventRow({
  event,
  isOpen,
  onToggle,
}: {
  event: ListedEvent;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const { number, name, data, id, atEpochMs } = event;
  return (
    <OpeningRow
      isOpen={isOpen}
      onToggle={onToggle}
      head={
        <>
          <span className={styles['time']}>
            {atEpochMs === undefined ? `#${number}` : timeFormat.format(atEpochMs)}
          </span>
          <span className={styles['eventName']}>
            <Badge tone={name === 'message' ? 'neutral' : 'info'}>{name}</Badge>
          </span>
          <span className={styles['preview']}>{data.slice(0, maxPreviewChars)}</span>
          {id === '' ? null : <span className={styles['id']}>id {id}</span>}
        </>
      }
      end={
        <IconButton
          size="sm"
          label="Copy the data of this event"
          icon={<Copy />}
          onClick={() => void copyText(data, 'The data')}
        />
      }
    >
      <EventDetails event={event} />
    </OpeningRow>
  );
}
