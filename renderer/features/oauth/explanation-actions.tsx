import type { Auth } from '../../../core/auth/auth.ts';
import { readOAuth2Config, writeOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { applyExplainedAction } from '../../../core/auth/oauth2/explain/apply-action.ts';
import type { ExplainedAction } from '../../../core/auth/oauth2/explanation.ts';
import type { ItemId } from '../../../core/ids.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../notices/public.ts';
import styles from './oauth.module.css';

export interface ExplanationActionsProps {
  actions: readonly ExplainedAction[];
  /** The OAuth 2.0 set-up that failed, and the item it stands on. */
  auth: Auth | undefined;
  ownerId: ItemId | undefined;
  /** The tab of the request that was refused, for steps that change or send it. */
  tabKey?: string;
  size?: 'sm' | 'md';
}

/** Writes a changed set-up into whatever editor of its owner is open, as an edit that can be saved or dropped. */
function keepInEditor(ownerId: ItemId | undefined, auth: Auth): void {
  const { requests, collections } = useStore.getState();
  for (const [tabKey, editor] of Object.entries(requests.editors)) {
    if (ownerId !== undefined && editor.itemId === ownerId) requests.edit(tabKey, { auth });
  }
  for (const [tabKey, editor] of Object.entries(collections.editors)) {
    if (ownerId !== undefined && editor.itemId === ownerId) collections.edit(tabKey, { auth });
  }
}

/** Where the fields stand that an explanation names; every other one is of the authorization. */
const sections: Readonly<Record<string, 'body' | 'headers' | 'params'>> = {
  body: 'body',
  headers: 'headers',
  url: 'params',
  method: 'params',
};

/** Shows the field an explanation is about, in the request or in what it inherits from. */
function editField(tabKey: string, ownerId: ItemId | undefined, { data = {} }: ExplainedAction): void {
  const { requests, tree } = useStore.getState();
  const { field, type } = data;
  const section = typeof field === 'string' && Object.hasOwn(sections, field) ? sections[field] : undefined;
  if (typeof type === 'string') requests.setAuthType(tabKey, type);
  else if (
    section === undefined &&
    ownerId !== undefined &&
    requests.editors[tabKey]?.draft.auth === undefined
  ) {
    tree.open(ownerId);
    return;
  }
  requests.showSection(tabKey, section ?? 'authorization');
}

/** What of an app's settings the checklist has the clicks for. */
const helpTopics = new Set(['redirectUris', 'apiScopes', 'assignments', 'grantTypes', 'dpop']);

/** Shows where in the console of the org the app is set up. */
function showAppStep(auth: Auth | undefined): void {
  const { tokens, guide } = useStore.getState();
  const isService = auth !== undefined && readOAuth2Config(auth).grantType === 'client_credentials';
  tokens.closeFlow();
  guide.showStep('app', isService ? 'service' : 'user');
}

/** What can be done without an OAuth 2.0 set-up. */
function plainStep(
  action: ExplainedAction,
  tabKey: string | undefined,
  ownerId: ItemId | undefined,
): (() => void) | undefined {
  const { outgoing, responses } = useStore.getState();
  const url = action.data?.['url'];
  const requestId = action.data?.['requestId'];
  if (action.kind === 'copyRequestId' && typeof requestId === 'string')
    return () => void copyText(requestId, 'The request id');
  if (action.kind === 'openRoleHelp' && typeof url === 'string') return () => void outgoing.openLink(url);
  if (tabKey === undefined) return undefined;
  if (action.kind === 'editField') return () => editField(tabKey, ownerId, action);
  if (action.kind === 'retry') return () => void responses.send(tabKey);
  return undefined;
}

/** The buttons that do what the explanation of a failure proposes; proposals that need a person's hands have none. */
export function ExplanationActions({ actions, auth, ownerId, tabKey, size = 'md' }: ExplanationActionsProps) {
  const { getToken, closeFlow } = useStore((state) => state.tokens);
  const setKeyDialog = useStore((state) => state.keys.setDialog);
  const show = useStore((state) => state.notices.show);
  const config = auth === undefined ? undefined : readOAuth2Config(auth);

  const signByServer = async (origin: string, offsetSec: number): Promise<void> => {
    const { tokens, responses } = useStore.getState();
    if (!(await tokens.useServerClock(origin, offsetSec))) return;
    if (tabKey !== undefined) await responses.send(tabKey);
    else if (auth !== undefined) await getToken(auth, ownerId);
  };

  const stepOf = (action: ExplainedAction): (() => void) | undefined => {
    if (action.kind === 'generateKey') {
      return () => {
        closeFlow();
        setKeyDialog('generate');
      };
    }
    const topic = action.data?.['topic'];
    if (action.kind === 'openAppHelp' && typeof topic === 'string' && helpTopics.has(topic))
      return () => showAppStep(auth);
    const plain = plainStep(action, tabKey, ownerId);
    if (plain !== undefined) return plain;
    const { origin, offsetSec } = action.data ?? {};
    if (action.kind === 'useServerClock' && typeof origin === 'string' && typeof offsetSec === 'number')
      return () => void signByServer(origin, offsetSec);
    if (auth === undefined || config === undefined) return undefined;
    if (action.kind === 'copyRedirectUri') {
      return () => {
        void navigator.clipboard.writeText(config.callbackUrl);
        show({ kind: 'success', text: 'Callback URL copied' });
      };
    }
    if (action.kind === 'getNewToken') return () => void getToken(auth, ownerId);
    const changed = applyExplainedAction(config, action);
    if (changed === undefined) return undefined;
    return () => {
      const next = writeOAuth2Config(auth, changed);
      keepInEditor(ownerId, next);
      void getToken(next, ownerId);
    };
  };
  const buttons = actions.flatMap((action) => {
    const step = stepOf(action);
    return step === undefined ? [] : [{ ...action, step }];
  });
  if (buttons.length === 0) return null;
  return (
    <div className={styles['buttons']}>
      {buttons.map(({ kind, label, step }) => (
        <Button key={`${kind} ${label}`} size={size} onClick={step}>
          {label}
        </Button>
      ))}
    </div>
  );
}
