import { Copy } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import styles from './assertion.module.css';
import oauthStyles from './oauth.module.css';
import { formatRemaining } from './token-expiry.tsx';

/** The signed assertion, masked, and for how long a server takes it. */
export function SignedAssertion({
  jwt,
  expiresAtEpochSec,
  nowEpochSec,
}: {
  jwt: string;
  expiresAtEpochSec: number | undefined;
  nowEpochSec: number;
}) {
  const { show, showError } = useStore((state) => state.notices);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(jwt);
      show({ kind: 'success', text: 'Client assertion copied' });
    } catch (error) {
      showError(error);
    }
  };
  const section = useRef<HTMLElement>(null);
  // In a low window it would appear below what is seen.
  useEffect(() => {
    // In braces: newer browsers give a promise, which React would take for the clean-up.
    section.current?.scrollIntoView({ block: 'nearest' });
  }, [jwt]);
  const left = expiresAtEpochSec === undefined ? undefined : expiresAtEpochSec - nowEpochSec;
  return (
    <section ref={section} aria-label="Signed" className={styles['findings']}>
      <div className={styles['signed']}>
        <SecretField label="Signed assertion" value={jwt} onChange={() => undefined} />
        <Button variant="primary" icon={<Copy />} onClick={() => void copy()}>
          Copy
        </Button>
      </div>
      {left !== undefined && expiresAtEpochSec !== undefined && (
        <p className={oauthStyles['muted']}>
          {left > 0
            ? `Valid until ${new Date(expiresAtEpochSec * 1_000).toLocaleTimeString()} (${formatRemaining(left)} left), for one request.`
            : 'It has expired. Take fresh times and sign again.'}
        </p>
      )}
    </section>
  );
}
