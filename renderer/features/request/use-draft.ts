import { emptyRequest, type Request } from '../../../core/http/request.ts';
import { useStore } from '../../store/store.ts';

const nothing = emptyRequest();

/** One part of a tab's request as it is on screen, and a way to change it. */
export function useDraft<K extends keyof Request>(
  tabKey: string,
  key: K,
): [Request[K], (value: Request[K]) => void] {
  const value = useStore((state) => (state.requests.editors[tabKey]?.draft ?? nothing)[key]);
  const edit = useStore((state) => state.requests.edit);
  return [value, (next) => edit(tabKey, { [key]: next })];
}
