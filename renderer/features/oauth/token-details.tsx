import { useEffect, useState } from 'react';
import type { TokenSummary } from '../../../core/auth/oauth2/token-summary.ts';
import { call } from '../../bridge/bridge.ts';
import { useStore } from '../../store/store.ts';
import { Badge } from '../../ui/badge.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SecretField } from '../../ui/secret-field.tsx';
import { formatJson } from '../../../core/json-lines.ts';
import styles from './oauth.module.css';
import { TokenExpiry } from './token-expiry.tsx';
import { TokenQuestions } from './token-questions.tsx';

interface Decoded {
  id: string;
  isJwt: boolean;
  header: string;
  claims: string;
}

function useDecoded(tokenId: string): Decoded | undefined {
  const [decoded, setDecoded] = useState<Decoded>();
  const showError = useStore((state) => state.notices.showError);
  useEffect(() => {
    let isWanted = true;
    call('token.decode', { id: tokenId, part: 'access' })
      .then((parts) => {
        if (isWanted) setDecoded({ ...parts, id: tokenId });
      })
      .catch(showError);
    return () => {
      isWanted = false;
    };
  }, [tokenId, showError]);
  return decoded?.id === tokenId ? decoded : undefined;
}

function Scopes({ token }: { token: TokenSummary }) {
  const missing = token.requestedScope.filter((scope) => !token.scope.includes(scope));
  return (
    <>
      <dt>Scopes granted</dt>
      <dd>
        {token.scope.length === 0 && <span className={styles['muted']}>none</span>}
        {token.scope.map((scope) => (
          <Badge key={scope} mono tone="success">
            {scope}
          </Badge>
        ))}
      </dd>
      {missing.length > 0 && (
        <>
          <dt>Asked for, not granted</dt>
          <dd>
            {missing.map((scope) => (
              <Badge key={scope} mono tone="warning">
                {scope}
              </Badge>
            ))}
          </dd>
        </>
      )}
    </>
  );
}

/** Everything about one token; the token itself only after asking for it. */
export function TokenDetails({ token }: { token: TokenSummary }) {
  const decoded = useDecoded(token.id);
  return (
    <div className={styles['flow']}>
      {(token.remarks ?? []).map(({ code, message }) => (
        <Notice key={code} tone="warning">
          {message}
        </Notice>
      ))}
      <dl className={styles['facts']}>
        <dt>Token Name</dt>
        <dd>{token.name}</dd>
        <dt>Type</dt>
        <dd>
          <Badge tone={token.dpopThumbprint === undefined ? 'neutral' : 'accent'}>{token.tokenType}</Badge>
          <TokenExpiry token={token} />
          {token.hasRefreshToken && <Badge>refresh token</Badge>}
          {token.hasIdToken && <Badge>ID token</Badge>}
        </dd>
        <Scopes token={token} />
        {token.environmentName !== undefined && (
          <>
            <dt>Environment</dt>
            <dd>{token.environmentName}</dd>
          </>
        )}
        <dt>Client ID</dt>
        <dd>
          <code className={styles['code']}>{token.clientId}</code>
        </dd>
      </dl>
      <SecretField
        label="Access Token"
        value=""
        isStored
        onChange={() => undefined}
        onReveal={async () => (await call('token.reveal', { id: token.id, part: 'access' })).value}
        readOnly
      />
      <TokenQuestions token={token} />
      {decoded?.isJwt === true && (
        <section aria-label="Decoded token">
          <h3 className={styles['smallHeading']}>Decoded, for looking only: nothing is verified</h3>
          <div className={styles['decoded']}>
            <pre className={styles['json']} tabIndex={0} aria-label="Header">
              {formatJson(decoded.header)}
            </pre>
            <pre className={styles['json']} tabIndex={0} aria-label="Claims">
              {formatJson(decoded.claims)}
            </pre>
          </div>
        </section>
      )}
    </div>
  );
}
