import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';

/** Keeps the answer of a tab as an example of its request; false where that was refused. */
export async function saveExample(
  get: SliceTools<'responses'>['get'],
  tabKey: string,
  name: string,
  charset: string | undefined,
): Promise<boolean> {
  const editor = get().requests.editors[tabKey];
  const exchange = get().responses.views[tabKey]?.exchange;
  const requestId = editor?.itemId;
  if (editor === undefined || exchange === undefined || requestId === undefined) return false;
  try {
    const { undoId } = await call('example.create', {
      requestId,
      name,
      request: editor.draft,
      environmentId: get().environments.selectedId,
      exchange,
      charset,
    });
    get().notices.showDone({ kind: 'success', text: `Saved as the example “${name}”`, undoId });
    return true;
  } catch (error) {
    get().notices.showError(error);
    return false;
  }
}
