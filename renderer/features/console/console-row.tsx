import { Copy } from 'lucide-react';
import type { ExchangeRow } from '../../../core/console/console-rows.ts';
import type { HeaderPairs } from '../../../core/http/exchange.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { formatDuration, formatSize } from '../../ui/format-figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { OpeningRow } from '../../ui/opening-row.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { copyText } from '../notices/public.ts';
import type { NumberedRow } from './console-slice.ts';
import styles from './console.module.css';

const kindNames: Partial<Record<NumberedRow['kind'], string>> = {
  scriptRequest: 'script',
  graphqlSchema: 'schema',
  authorization: 'token',
  discovery: 'discovery',
  import: 'import',
  preview: 'preview',
};

const timeFormat = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hourCycle: 'h23' });

function Pairs({ title, pairs }: { title: string; pairs: HeaderPairs }) {
  return (
    <section>
      <h3 className={styles['detailTitle']}>{title}</h3>
      {pairs.length === 0 ? (
        <p className={styles['quiet']}>None</p>
      ) : (
        <dl className={styles['pairs']}>
          {pairs.map(([name, value], index) => (
            <div key={`${name} ${index}`}>
              <dt>{name}:</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function BodyHead({ title, text, isCut }: { title: string; text: string; isCut: boolean }) {
  return (
    <section>
      <h3 className={styles['detailTitle']}>{title}</h3>
      {/* A scrolling block must take the focus to be read by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['code']} tabIndex={0} aria-label={title}>
        {isCut ? `${text}…` : text}
      </pre>
    </section>
  );
}

function Details({ row, number }: { row: ExchangeRow; number: number }) {
  const head = useStore((state) => state.console.heads[number]);
  const { timings } = row;
  const phases: [string, number | undefined][] = [
    ['DNS', timings.dnsMs],
    ['TCP', timings.tcpMs],
    ['TLS', timings.tlsMs],
    ['waiting', timings.firstByteMs],
    ['download', timings.downloadMs],
    ['total', timings.totalMs],
  ];
  return (
    <div className={styles['details']}>
      <p className={styles['timings']}>
        {phases.flatMap(([name, ms]) => (ms === undefined ? [] : `${name} ${formatDuration(ms)}`)).join(', ')}
      </p>
      {row.remarks.map((remark) => (
        <p key={remark} className={styles['remark']}>
          {remark}
        </p>
      ))}
      <Pairs title="Request headers" pairs={row.request.headers} />
      {row.requestBody !== undefined && <BodyHead title="Request body" {...row.requestBody} />}
      {row.status !== undefined && <Pairs title="Response headers" pairs={row.headers} />}
      {head !== undefined && <BodyHead title="Response body" {...head} />}
    </div>
  );
}

/** One line of the console; an exchange opens to its headers. */
export function ConsoleListRow({ row }: { row: NumberedRow }) {
  const isExpanded = useStore((state) => state.console.expanded[row.number] === true);
  const { toggleRow, textOf } = useStore((state) => state.console);
  const time = timeFormat.format(row.atEpochMs);
  const copy = (
    <IconButton
      size="sm"
      label="Copy this line"
      icon={<Copy />}
      onClick={() => void copyText(textOf(row.number), 'The line')}
    />
  );
  const tone = row.level === 'error' ? 'danger' : row.level === 'warn' ? 'warning' : undefined;
  if (row.kind === 'script') {
    const head = (
      <>
        <span className={styles['time']}>{time}</span>
        <span className={styles['scriptText']}>{row.text}</span>
        <span className={styles['origin']}>{row.origin}</span>
      </>
    );
    return <OpeningRow isOpen={false} onToggle={undefined} tone={tone} head={head} end={copy} />;
  }
  return (
    <OpeningRow
      isOpen={isExpanded}
      onToggle={() => toggleRow(row.number)}
      tone={tone}
      head={
        <>
          <span className={styles['time']}>{time}</span>
          <MethodBadge method={row.request.method} compact />
          <span className={styles['url']}>{row.request.url}</span>
          {kindNames[row.kind] !== undefined && <Badge>{kindNames[row.kind]}</Badge>}
          <StatusBadge
            status={row.status}
            text={row.status === undefined ? row.statusText : undefined}
            size="sm"
          />
          <span className={styles['figure']}>{formatDuration(row.timings.totalMs)}</span>
          <span className={styles['figure']}>
            {row.body === undefined ? '' : formatSize(row.body.sizeBytes)}
          </span>
        </>
      }
      end={copy}
    >
      <Details row={row} number={row.number} />
    </OpeningRow>
  );
}
