import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import { type Auth } from '../../../core/auth/auth.ts';
import { readOktaServer } from '../../../core/auth/oauth2/okta-server.ts';
import { findScopeGap } from '../../../core/auth/oauth2/scope-map.ts';
import { addScope } from '../../../core/auth/oauth2/explain/actions.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { ExplanationActions } from './explanation-actions.tsx';
import styles from './scope-gap-notice.module.css';
import { useScopeMap } from './use-scope-map.ts';

export interface ScopeGapNoticeProps {
  method: string;
  /** With its variables; the map goes by the path. */
  url: string;
  /** The request, or the place an unsaved one will go. */
  itemId: ItemId | undefined;
  /** The authorization in force and the item that it stands on. */
  auth: Auth | undefined;
  ownerId: ItemId | undefined;
}

/** Says before sending that the token in use lacks the scope of the request. It never keeps anyone from sending. */
export function ScopeGapNotice({ method, url, itemId, auth, ownerId }: ScopeGapNoticeProps) {
  const map = useScopeMap();
  const environmentId = useStore((state) => state.environments.selectedId);
  const tokens = useStore((state) => state.tokens.list);
  const token = useStore((state) => (itemId === undefined ? undefined : state.tokens.current[itemId]));
  const readCurrent = useStore((state) => state.tokens.readCurrent);
  const usesToken = auth?.type === 'oauth2';
  useEffect(() => {
    if (usesToken && itemId !== undefined) void readCurrent(itemId);
  }, [usesToken, itemId, environmentId, tokens, readCurrent]);
  if (!usesToken || map === undefined || token === undefined || token.scope.length === 0) return null;
  // Paths such as /users mean something else elsewhere; only an org server's token is for Okta's API.
  if (readOktaServer(token.tokenUrl)?.kind !== 'org') return null;
  const gap = findScopeGap(map, { method: method || 'GET', url }, token.scope);
  if (gap === undefined) return null;
  const { missing, operation } = gap;
  return (
    <div className={styles['gap']} role="note">
      <TriangleAlert className={styles['icon']} aria-hidden="true" />
      <p className={styles['text']}>
        <code>{operation.template}</code> needs <code>{missing.join(' ')}</code>, which “{token.name}” does
        not have.
      </p>
      <ExplanationActions actions={[addScope(missing)]} auth={auth} ownerId={ownerId} size="sm" />
    </div>
  );
}
