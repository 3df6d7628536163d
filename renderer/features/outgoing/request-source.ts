import type { OperationInput } from '../../../core/contract.ts';
import { isAppError } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { State } from '../../store/store.ts';

/** A refusal or fault as it is shown. */
export interface ShownError {
  code: string | undefined;
  message: string;
}

/** A request that is open in a tab, or one of the tree. */
export type RequestRef = { tabKey: string } | { itemId: ItemId };

/** The request as it stands on screen where it is open, else as it is stored. */
export function sourceOf(state: State, which: RequestRef): OperationInput<'request.preview'> | undefined {
  const environmentId = state.environments.selectedId;
  const tabKey =
    'tabKey' in which
      ? which.tabKey
      : state.tabs.tabs.find(({ kind, itemId }) => kind === 'request' && itemId === which.itemId)?.key;
  const editor = state.requests.editors[tabKey ?? ''];
  if (editor?.status === 'ready') {
    const { itemId: id, draft: request, name, parentId } = editor;
    return { id, request, name, parentId, environmentId };
  }
  return 'itemId' in which ? { id: which.itemId, environmentId } : undefined;
}

/** Gives a caught error as it is shown. */
export function shownError(error: unknown): ShownError {
  if (isAppError(error)) return { code: error.code, message: error.message };
  return { code: undefined, message: error instanceof Error ? error.message : String(error) };
}
