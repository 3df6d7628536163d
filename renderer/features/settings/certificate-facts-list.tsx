import type { CertificateFacts } from '../../../core/http/certificate-facts.ts';
import { formatMoment } from './format-moment.ts';
import styles from './certificates.module.css';

/** What a certificate says, as a list of names and values. */
export function CertificateFactsList({ facts }: { facts: CertificateFacts }) {
  const { validFromEpochSec: from, validToEpochSec: to } = facts;
  const validity =
    from === undefined || to === undefined
      ? undefined
      : `${formatMoment(from * 1_000)} to ${formatMoment(to * 1_000)}`;
  const lines: [string, string | undefined][] = [
    ['Server', `${facts.host}:${facts.port}`],
    ['Issued to', facts.subject],
    ['For', facts.names.length === 0 ? 'no name' : facts.names.join(', ')],
    ['Issued by', facts.issuer],
    ['Valid', validity],
    ['SHA-256', facts.fingerprint256],
  ];
  return (
    <dl className={styles['facts']} aria-label="Certificate">
      {lines.map(([name, value]) =>
        value === undefined ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
