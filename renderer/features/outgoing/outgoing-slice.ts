import type { OperationInput, OperationOutput } from '../../../core/contract.ts';
import type { CodeTarget } from '../../../core/export/code/generate-code.ts';
import { isAppError } from '../../../core/errors.ts';
import type { Preview } from '../../../core/http/preview.ts';
import type { ItemId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';
import type { State } from '../../store/store.ts';

/** What would be sent for one tab, as far as it is known. */
export interface PreviewView {
  preview: Preview | undefined;
  error: ShownError | undefined;
}

export interface ShownError {
  code: string | undefined;
  message: string;
}

type GeneratedCode = OperationOutput<'request.generateCode'>;

/** The dialog that shows a request as code. */
export interface CodeView {
  tabKey: string;
  target: CodeTarget;
  includeSecrets: boolean;
  generated: GeneratedCode | undefined;
  error: ShownError | undefined;
}

/** A request that is open in a tab, or one of the tree. */
export type RequestRef = { tabKey: string } | { itemId: ItemId };

export interface OutgoingSlice {
  /** By tab key. */
  previews: Record<string, PreviewView>;
  /** Works out anew what the tab would send. */
  loadPreview(tabKey: string): Promise<void>;
  code: CodeView | undefined;
  openCode(tabKey: string): void;
  setCodeTarget(target: CodeTarget): void;
  setCodeSecrets(includeSecrets: boolean): void;
  closeCode(): void;
  /** Copies what the dialog shows. */
  copyCode(): Promise<void>;
  /** Copies a request as a curl command, without its secrets. */
  copyCurl(which: RequestRef): Promise<void>;
  /** Opens an http(s) address of a description in the system's browser. */
  openLink(url: string): Promise<void>;
  /** Lets go of a closed tab. */
  forget(tabKey: string): void;
}

/** The request as it stands on screen where it is open, else as it is stored. */
function sourceOf(state: State, which: RequestRef): OperationInput<'request.preview'> | undefined {
  const environmentId = state.environments.selectedId;
  const tabKey =
    'tabKey' in which
      ? which.tabKey
      : state.tabs.tabs.find(({ kind, itemId }) => kind === 'request' && itemId === which.itemId)?.key;
  const editor = state.requests.editors[tabKey ?? ''];
  if (editor?.status === 'ready') {
    return { id: editor.itemId, request: editor.draft, parentId: editor.parentId, environmentId };
  }
  return 'itemId' in which ? { id: which.itemId, environmentId } : undefined;
}

function shownError(error: unknown): ShownError {
  if (isAppError(error)) return { code: error.code, message: error.message };
  return { code: undefined, message: error instanceof Error ? error.message : String(error) };
}

/** The language that was used last, for the next dialog. */
const targetKey = 'codeTarget';

export const createOutgoingSlice: SliceCreator<'outgoing'> = ({ set, get }) => {
  /** The newest question for each tab; an answer to an older one is dropped. */
  const asked = new Map<string, symbol>();

  const generate = async () => {
    const { code } = get().outgoing;
    const source = code === undefined ? undefined : sourceOf(get(), { tabKey: code.tabKey });
    if (code === undefined || source === undefined) return;
    const { target, includeSecrets } = code;
    const put = (part: Pick<CodeView, 'generated' | 'error'>) =>
      set((slice) => (slice.code === code ? { code: { ...code, ...part } } : {}));
    try {
      put({
        generated: await call('request.generateCode', { ...source, target, includeSecrets }),
        error: undefined,
      });
    } catch (error) {
      put({ generated: undefined, error: shownError(error) });
    }
  };
  const changeCode = (part: Partial<CodeView>) => {
    const { code } = get().outgoing;
    if (code === undefined) return;
    set({ code: { ...code, ...part } });
    void generate();
  };
  const copy = async (text: string, told: string, { placeholders, remarks }: GeneratedCode) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      get().notices.showError(error);
      return;
    }
    const open = placeholders.length === 0 ? '' : ` Put your values in place of ${placeholders.join(', ')}.`;
    const [remark] = remarks;
    get().notices.show({
      kind: remark === undefined ? 'success' : 'warning',
      text: `${told}${open}${remark === undefined ? '' : ` ${remark.message}`}`,
    });
  };

  return {
    previews: {},
    code: undefined,
    async loadPreview(tabKey) {
      const source = sourceOf(get(), { tabKey });
      if (source === undefined) return;
      const question = Symbol(tabKey);
      asked.set(tabKey, question);
      const put = (view: PreviewView) => {
        if (asked.get(tabKey) !== question) return;
        set(({ previews }) => ({ previews: { ...previews, [tabKey]: view } }));
      };
      try {
        put({ preview: await call('request.preview', source), error: undefined });
      } catch (error) {
        put({ preview: undefined, error: shownError(error) });
      }
    },
    openCode(tabKey) {
      const target = (get().app.layout[targetKey] ?? 'curl') as CodeTarget;
      set({ code: { tabKey, target, includeSecrets: false, generated: undefined, error: undefined } });
      void generate();
    },
    setCodeTarget(target) {
      get().app.setLayout(targetKey, target);
      changeCode({ target });
    },
    setCodeSecrets(includeSecrets) {
      // What was shown with secrets must not stay while the other is on its way.
      changeCode({ includeSecrets, generated: undefined });
    },
    closeCode() {
      set({ code: undefined });
    },
    async copyCode() {
      const generated = get().outgoing.code?.generated;
      if (generated !== undefined) await copy(generated.code, 'Copied.', { ...generated, remarks: [] });
    },
    async copyCurl(which) {
      const source = sourceOf(get(), which);
      if (source === undefined) return;
      try {
        const generated = await call('request.generateCode', { ...source, target: 'curl' });
        await copy(generated.code, 'Copied as cURL.', generated);
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async openLink(url) {
      try {
        await call('app.openLink', { url });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    forget(tabKey) {
      asked.delete(tabKey);
      set(({ previews, code }) => {
        const { [tabKey]: _closed, ...rest } = previews;
        return { previews: rest, code: code?.tabKey === tabKey ? undefined : code };
      });
    },
  };
};
