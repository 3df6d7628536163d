import { useEffect, useState } from 'react';
import type { Auth } from '../../../core/auth/auth.ts';
import type { Explanation } from '../../../core/auth/oauth2/explanation.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call, readBody } from '../../bridge/bridge.ts';
import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';
import { ExplanationActions } from './explanation-actions.tsx';
import styles from './oauth.module.css';

/** Error bodies are short; what is longer is no error body. */
const explainedBytes = 64 * 1_024;

/** Asks what a refused answer means; nothing where it is not one that Postern knows to explain. */
function useExplanation(exchange: Exchange, itemId: ItemId | undefined): Explanation | undefined {
  const [known, setKnown] = useState<{ exchangeId: string; explanation: Explanation | undefined }>();
  const environmentId = useStore((state) => state.environments.selectedId);
  const { outcome } = exchange;
  const isRefusal = outcome.kind === 'response' && [400, 401, 403, 429].includes(outcome.status);
  useEffect(() => {
    if (!isRefusal || outcome.kind !== 'response') return undefined;
    const controller = new AbortController();
    const explain = async () => {
      const bytes = await readBody(outcome.body.bodyId, { start: 0, end: explainedBytes }, controller.signal);
      const bodyText = new TextDecoder().decode(bytes);
      const input = { exchange, bodyText, itemId, environmentId };
      const { explanation } = await call('oauth.explain', input, { signal: controller.signal });
      setKnown({ exchangeId: exchange.id, explanation });
    };
    // An explanation is a kindness: the answer itself is on screen whether or not there is one.
    explain().catch(() => undefined);
    return () => controller.abort();
  }, [exchange, isRefusal, outcome, itemId, environmentId]);
  return known?.exchangeId === exchange.id ? known.explanation : undefined;
}

export interface AnswerExplanationProps {
  exchange: Exchange;
  /** The request, or the place an unsaved one will go. */
  itemId: ItemId | undefined;
  /** The authorization it was sent with, and the item that it stands on. */
  auth: Auth | undefined;
  ownerId: ItemId | undefined;
  tabKey: string;
}

/** What a refused answer means, in one sentence, with the next step. */
export function AnswerExplanation({ exchange, itemId, auth, ownerId, tabKey }: AnswerExplanationProps) {
  const explanation = useExplanation(exchange, itemId);
  if (explanation === undefined) return null;
  return (
    <Notice tone="warning" variant="banner" title={explanation.sentence}>
      {explanation.serverWords !== undefined && (
        <p className={styles['muted']}>
          The server said: <code className={styles['code']}>{explanation.serverWords}</code>
        </p>
      )}
      <ExplanationActions
        actions={explanation.actions}
        auth={auth?.type === 'oauth2' ? auth : undefined}
        ownerId={ownerId}
        tabKey={tabKey}
      />
    </Notice>
  );
}
