import type { JsonObject } from '../../../core/json-value.ts';
import type { OperationInput } from '../../../core/contract.ts';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import type { AssertionSubject } from './assertion-draft.ts';

/** One private key of a pasted set that holds several. */
export interface KeyChoice {
  index: number;
  kid?: string | undefined;
  kty: string;
}

export interface KeysSlice {
  list: KeySummary[];
  /** The box for a new key: generate one, or paste one. */
  dialog: 'closed' | 'generate' | 'import';
  /** The key whose page is open. */
  selectedId: string | undefined;
  /** What the open client assertion started from; what is signed is not kept here. */
  assertion: AssertionSubject | undefined;
  load(): Promise<void>;
  setDialog(dialog: KeysSlice['dialog']): void;
  select(id: string | undefined): void;
  /** Gives whether it was made; a refusal is thrown so that the form can show it beside its field. */
  generate(input: OperationInput<'key.generate'>): Promise<KeySummary>;
  /** Gives the key, or the keys to choose from. */
  importKey(
    input: OperationInput<'key.import'>,
  ): Promise<{ key?: KeySummary | undefined; choices: KeyChoice[] }>;
  update(id: string, change: { name?: string; kid?: string; alg?: string }): Promise<void>;
  delete(id: string): Promise<void>;
  /** Copies the public part to the clipboard, for the "Add key" box of Okta's console. */
  copyPublic(id: string, format: 'jwk' | 'jwks' | 'pem'): Promise<void>;
  /** Looks a key up among those an address lists; absent where the address gave no answer to use. */
  compare(id: string, jwksUrl: string): Promise<{ found: boolean; kids: string[] } | undefined>;
  /** Gives the private part, to be shown once; absent where it was refused. */
  reveal(id: string): Promise<string | undefined>;
  /** Opens the client assertion in place of the page of a key. */
  openAssertion(subject: AssertionSubject): void;
  closeAssertion(): void;
  /** Gives the signed JWT; a refusal is thrown so that the dialog can show it. The texts are JSON objects. */
  sign(keyId: string, headerText: string, claimsText: string): Promise<string>;
}

const formatNames = { jwk: 'Public JWK', jwks: 'Public JWKS', pem: 'Public PEM' } as const;

/** What is asked about a key, and signed with it. */
function questionActions({
  set,
  get,
}: SliceTools<'keys'>): Pick<KeysSlice, 'compare' | 'reveal' | 'openAssertion' | 'closeAssertion' | 'sign'> {
  return {
    async compare(id, jwksUrl) {
      try {
        const { found, kids } = await call('key.compare', { id, jwksUrl });
        return { found, kids };
      } catch (error) {
        get().notices.showError(error);
        return undefined;
      }
    },
    async reveal(id) {
      try {
        return (await call('key.revealPrivate', { id, format: 'jwk' })).text;
      } catch (error) {
        get().notices.showError(error);
        return undefined;
      }
    },
    openAssertion(subject) {
      set({ assertion: subject, selectedId: undefined });
    },
    closeAssertion() {
      set({ assertion: undefined });
    },
    async sign(keyId, headerText, claimsText) {
      const header = JSON.parse(headerText) as JsonObject;
      const claims = JSON.parse(claimsText) as JsonObject;
      return (await call('assertion.sign', { keyId, header, claims })).jwt;
    },
  };
}

export const createKeysSlice: SliceCreator<'keys'> = (tools) => {
  const { set, get } = tools;
  /** The page of a key belongs to the list: elsewhere it would only open later, out of the blue. */
  const isListShown = () => get().app.sidebarVisible && get().app.sidebarView === 'keys';
  return {
    list: [],
    dialog: 'closed',
    selectedId: undefined,
    assertion: undefined,
    async load() {
      try {
        const { keys } = await call('key.list', {});
        set({ list: keys });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    setDialog(dialog) {
      set({ dialog });
    },
    select(id) {
      set({ selectedId: id });
    },
    async generate(input) {
      const key = await call('key.generate', input);
      await get().keys.load();
      set({ dialog: 'closed', selectedId: isListShown() ? key.id : undefined });
      return key;
    },
    async importKey(input) {
      const answer = await call('key.import', input);
      if (answer.key !== undefined) {
        await get().keys.load();
        set({ dialog: 'closed', selectedId: isListShown() ? answer.key.id : undefined });
      }
      return answer;
    },
    async update(id, change) {
      try {
        await call('key.update', { id, ...change });
        await get().keys.load();
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async delete(id) {
      const name = get().keys.list.find((key) => key.id === id)?.name ?? 'key';
      try {
        const { undoId } = await call('key.delete', { id });
        if (get().keys.selectedId === id) set({ selectedId: undefined });
        await get().keys.load();
        get().notices.showDone({ text: `Deleted ${name}`, undoId, afterwards: () => get().keys.load() });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async copyPublic(id, format) {
      try {
        const { text } = await call('key.exportPublic', { id, format });
        await navigator.clipboard.writeText(text);
        get().notices.show({ kind: 'success', text: `${formatNames[format]} copied` });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    ...questionActions(tools),
  };
};
