import type { OperationOutput } from '../../../core/contract.ts';
import type { CodeTarget } from '../../../core/export/code/generate-code.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { type RequestRef, type ShownError, shownError, sourceOf } from './request-source.ts';

type GeneratedCode = OperationOutput<'request.generateCode'>;

/** The dialog that shows a request as code. */
export interface CodeView {
  tabKey: string;
  target: CodeTarget;
  includeSecrets: boolean;
  generated: GeneratedCode | undefined;
  error: ShownError | undefined;
}

/** The part of the slice that writes requests as code. */
export interface CodeActions {
  code: CodeView | undefined;
  openCode(tabKey: string): void;
  setCodeTarget(target: CodeTarget): void;
  setCodeSecrets(includeSecrets: boolean): void;
  closeCode(): void;
  /** Copies what the dialog shows. */
  copyCode(): Promise<void>;
  /** Copies a request as a curl command, without its secrets. */
  copyCurl(which: RequestRef): Promise<void>;
}

/** The language that was used last, for the next dialog. */
const targetKey = 'codeTarget';

/** Makes the actions behind Code and Copy as cURL. */
export function createCodeActions({ set, get }: SliceTools<'outgoing'>): CodeActions {
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
    code: undefined,
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
  };
}
