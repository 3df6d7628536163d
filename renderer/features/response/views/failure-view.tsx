import type { Exchange, Failure } from '../../../../core/http/exchange.ts';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../../ui/button.tsx';
import { CertificateFactsList } from '../../settings/public.ts';
import { TimelineView } from './timeline-view.tsx';
import styles from './views.module.css';

/** An exchange without a complete answer: what happened, why, and the next step. */
export function FailureView({
  tabKey,
  exchange,
  failure,
}: {
  tabKey: string;
  exchange: Exchange;
  failure: Failure;
}) {
  const send = useStore((state) => state.responses.send);
  const askTrust = useStore((state) => state.settings.askTrust);
  const { certificate, cause = '' } = failure;
  return (
    <div className={styles['page']} role="alert">
      <h2>{failure.message}</h2>
      <p>{failure.nextStep}</p>
      {failure.cause !== undefined && <code className={styles['code']}>{failure.cause}</code>}
      {certificate !== undefined && <CertificateFactsList facts={certificate} />}
      <div className={styles['actions']}>
        <Button variant="primary" onClick={() => void send(tabKey)}>
          Send again
        </Button>
        {certificate !== undefined && (
          <Button onClick={() => askTrust({ certificate, reason: cause, tabKey })}>
            Trust this certificate until…
          </Button>
        )}
      </div>
      {exchange.hops.length > 0 && <TimelineView exchange={exchange} />}
    </div>
  );
}
