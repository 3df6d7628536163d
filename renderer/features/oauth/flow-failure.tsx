import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { ExplanationActions } from './explanation-actions.tsx';
import styles from './oauth.module.css';
import type { TokenFlow } from './tokens-slice.ts';

/** Why there is no token: one sentence, the server's words, and what can be done about it. */
export function FlowFailure({ error, flow }: { error: NonNullable<TokenFlow['error']>; flow: TokenFlow }) {
  const { explanation } = error;
  const trust = useStore((state) => state.settings.trustOffer)(error.details);
  return (
    <div className={styles['flow']} role="alert">
      <p>{explanation?.sentence ?? error.message}</p>
      {explanation?.serverWords !== undefined && (
        <p className={styles['muted']}>
          The server said: <code className={styles['code']}>{explanation.serverWords}</code>
        </p>
      )}
      <code className={styles['code']}>{error.code}</code>
      {trust === undefined ? null : <Button onClick={trust}>Trust this certificate until…</Button>}
      <ExplanationActions actions={explanation?.actions ?? []} auth={flow.auth} ownerId={flow.itemId} />
    </div>
  );
}
