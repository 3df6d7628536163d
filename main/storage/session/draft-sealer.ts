import { type SessionTab, withoutDraft } from '../../../core/session.ts';
import type { SecretStore } from '../secret-store.ts';

export const sealId = 'session/drafts';

interface Sealed {
  /** What stands around the edits. */
  rest: string;
  /** In base64, as bytes. */
  text: Uint8Array;
}

/** Encrypts tabs with edits, each for itself, and again only where something of one changed. */
export function createDraftSealer(secrets: Pick<SecretStore, 'sealAll'>) {
  const sealed = new WeakMap<object, Sealed>();
  return {
    /** @throws AppError ERR_SECRET_UNREADABLE */
    async seal(tabs: readonly SessionTab[]): Promise<Uint8Array[]> {
      const drafts = tabs.map((tab) => ({ tab, edits: editsOf(tab), rest: restOf(tab) }));
      const changed = drafts.filter(({ edits, rest }) => sealed.get(edits)?.rest !== rest);
      if (changed.length > 0) {
        const records = await secrets.sealAll(
          changed.map(({ tab }) => [sealId, JSON.stringify([tab])] as const),
        );
        for (const [at, { edits, rest }] of changed.entries())
          sealed.set(edits, { rest, text: Buffer.from(records[at]?.toString('base64') ?? '', 'latin1') });
      }
      return drafts.flatMap(({ edits }) => sealed.get(edits)?.text ?? []);
    },
  };
}

const editsOf = (tab: SessionTab): object => tab.draft ?? tab.definitionDraft ?? tab.environmentDraft ?? tab;

const restOf = (tab: SessionTab): string => JSON.stringify([withoutDraft(tab), tab.baseRevision]);
