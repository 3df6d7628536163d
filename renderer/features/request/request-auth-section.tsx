import { useStore } from '../../store/store.ts';
import { AuthorizationEditor, useInheritedAuth } from '../authorization/public.ts';
import { useDraft } from './use-draft.ts';

/** The Authorization of a request, its own or inherited. */
export function RequestAuthSection({ tabKey }: { tabKey: string }) {
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const setAuthType = useStore((state) => state.requests.setAuthType);
  const [auth, setAuth] = useDraft(tabKey, 'auth');
  return (
    <AuthorizationEditor
      auth={auth}
      canInherit
      itemId={itemId ?? parentId}
      inherited={useInheritedAuth(itemId, parentId)}
      onChange={setAuth}
      onTypeChange={(type) => setAuthType(tabKey, type)}
    />
  );
}
