import { readOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './oauth.module.css';
import type { TokenFlow } from './tokens-slice.ts';

/** Why there is no token: one sentence, the server's words, and what can be done about it. */
export function FlowFailure({ error, flow }: { error: NonNullable<TokenFlow['error']>; flow: TokenFlow }) {
  const { explanation } = error;
  const setDialog = useStore((state) => state.keys.setDialog);
  const closeFlow = useStore((state) => state.tokens.closeFlow);
  const show = useStore((state) => state.notices.show);
  const config = readOAuth2Config(flow.auth);

  /** Only steps that can be done from here get a button; the sentence says the others. */
  const run: Record<string, (() => void) | undefined> = {
    generateKey: () => {
      closeFlow();
      setDialog('generate');
    },
    copyRedirectUri: () => {
      void navigator.clipboard.writeText(config.callbackUrl);
      show({ kind: 'success', text: 'Callback URL copied' });
    },
  };
  return (
    <div className={styles['flow']} role="alert">
      <p>{explanation?.sentence ?? error.message}</p>
      {explanation?.serverWords !== undefined && (
        <p className={styles['muted']}>
          The server said: <code className={styles['code']}>{explanation.serverWords}</code>
        </p>
      )}
      <code className={styles['code']}>{error.code}</code>
      <div className={styles['buttons']}>
        {explanation?.actions.map((action) => {
          const onClick = run[action.kind];
          return onClick === undefined ? null : (
            <Button key={action.kind} onClick={onClick}>
              {action.label}
            </Button>
          );
        })}
      </div>
    </div>
  );
}
