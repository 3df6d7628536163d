import type { Exchange, HeaderPairs, SentRequest, Timings } from '../../../../core/http/exchange.ts';
import { MethodBadge } from '../../../ui/method-badge.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { formatSize } from '../../../ui/format-figures.ts';
import { TimingTable } from './timing-table.tsx';
import styles from './views.module.css';

function Pairs({ pairs }: { pairs: HeaderPairs }) {
  return (
    <dl className={styles['pairs']}>
      {pairs.map(([name, value], index) => (
        <div key={`${name} ${index}`} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Step({
  request,
  status,
  statusText,
  timings,
  location,
  stripped,
}: {
  request: SentRequest;
  status: number | undefined;
  statusText: string;
  timings: Timings;
  location?: string | undefined;
  stripped?: string[];
}) {
  return (
    <li className={styles['hop']}>
      <div className={styles['hopHead']}>
        <MethodBadge method={request.method} />
        <span>{request.url}</span>
        {status !== undefined && <StatusBadge status={status} text={statusText} size="sm" />}
      </div>
      {location !== undefined && <p className={styles['hopNote']}>Redirects to {location}</p>}
      {stripped !== undefined && stripped.length > 0 && (
        <p className={styles['hopNote']}>
          Left out of the next request, which goes to another origin: {stripped.join(', ')}
        </p>
      )}
      <details open>
        <summary>Timing</summary>
        <TimingTable timings={timings} />
      </details>
      <details>
        <summary>
          Request as sent: {request.headers.length} headers, {formatSize(request.bodySizeBytes)} of body
        </summary>
        <Pairs pairs={request.headers} />
      </details>
    </li>
  );
}

/** Everything that happened: each redirect and the last exchange, with timing, headers as sent and the connection. */
export function TimelineView({ exchange }: { exchange: Exchange }) {
  const { outcome, tls } = exchange;
  return (
    // A scrolling region must take the focus to be scrolled by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <ol className={styles['timeline']} aria-label="Timeline" tabIndex={0}>
      {exchange.hops.map((hop, index) => (
        <Step key={`${hop.request.url} ${index}`} {...hop} stripped={hop.strippedHeaders} />
      ))}
      <Step
        request={exchange.request}
        status={outcome.kind === 'response' ? outcome.status : undefined}
        statusText={outcome.kind === 'response' ? outcome.statusText : ''}
        timings={exchange.timings}
      />
      <li className={styles['hop']}>
        <Pairs
          pairs={[
            ...(outcome.kind === 'response'
              ? [['Protocol', `HTTP/${outcome.httpVersion}`] as [string, string]]
              : []),
            ...(exchange.remoteAddress === undefined
              ? []
              : [['Remote address', exchange.remoteAddress] as [string, string]]),
            ...(tls === undefined
              ? []
              : ([
                  ['TLS', [tls.protocol, tls.cipher].filter(Boolean).join(', ')],
                  ['Certificate', tls.subject ?? 'not given'],
                  ['Issued by', tls.issuer ?? 'not given'],
                  [
                    'Valid until',
                    tls.validToEpochSec === undefined
                      ? 'not given'
                      : new Date(tls.validToEpochSec * 1_000).toISOString().slice(0, 10),
                  ],
                  ['Verified', tls.verified ? 'yes' : 'no: verification is off'],
                ] satisfies HeaderPairs)),
          ]}
        />
      </li>
    </ol>
  );
}
