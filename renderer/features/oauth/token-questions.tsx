import { useState } from 'react';
import type { TokenSummary } from '../../../core/auth/oauth2/token-summary.ts';
import { formatJson } from '../../../core/json-lines.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import styles from './oauth.module.css';

type Question = 'introspect' | 'userInfo';
const answerTitles = { introspect: 'What the server says about the token', userInfo: 'User info' } as const;

/** What can be asked of the server about a token, or done with it there; the answers as they came. */
export function TokenQuestions({ token }: { token: TokenSummary }) {
  const { ask, refresh, revoke, signOut } = useStore((state) => state.tokens);
  const [asking, setAsking] = useState<Question>();
  const [answer, setAnswer] = useState<{ question: Question; json: string }>();
  const put = async (question: Question) => {
    setAsking(question);
    const json = await ask(token.id, question);
    setAsking(undefined);
    if (json !== undefined) setAnswer({ question, json });
  };
  const unknownPlace =
    'The server did not say where. Fill the addresses in from the org URL and get a new token.';
  return (
    <>
      <div className={styles['buttons']} role="group" aria-label="At the server">
        <Button
          size="sm"
          loading={asking === 'introspect'}
          disabled={!token.canIntrospect}
          tooltip={token.canIntrospect ? undefined : unknownPlace}
          onClick={() => void put('introspect')}
        >
          Introspect
        </Button>
        <Button
          size="sm"
          loading={asking === 'userInfo'}
          disabled={!token.canReadUserInfo || token.grantType === 'client_credentials'}
          tooltip={
            token.grantType === 'client_credentials'
              ? 'No person signed in for this token'
              : token.canReadUserInfo
                ? undefined
                : unknownPlace
          }
          onClick={() => void put('userInfo')}
        >
          User info
        </Button>
        {token.hasRefreshToken && (
          <Button size="sm" onClick={() => void refresh(token.id)}>
            Refresh now
          </Button>
        )}
        {token.hasIdToken && (
          <Button
            size="sm"
            tooltip="Opens the server’s sign-out page in the browser"
            onClick={() => void signOut(token.id)}
          >
            Sign out
          </Button>
        )}
        <Button
          size="sm"
          variant="ghost"
          disabled={!token.canRevoke}
          tooltip={token.canRevoke ? 'Makes it worthless at the server' : unknownPlace}
          onClick={() => void revoke(token.id, 'access')}
        >
          Revoke
        </Button>
      </div>
      {answer !== undefined && (
        <section aria-label={answerTitles[answer.question]} aria-live="polite">
          <h3 className={styles['smallHeading']}>{answerTitles[answer.question]}</h3>
          <pre className={styles['json']} tabIndex={0} aria-label="Answer">
            {formatJson(answer.json)}
          </pre>
        </section>
      )}
    </>
  );
}
