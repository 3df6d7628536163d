import { toErrorData } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { FoundText, TextPlace } from '../../../core/workspace/find-text.ts';
import { call } from '../../bridge/bridge.ts';
import type { RequestSection } from '../request/public.ts';
import type { CollectionSection } from '../collection/public.ts';
import type { SliceTools } from '../../store/slice.ts';

/** A search in what items are made of, beside their names. */
export interface TextSearch {
  text: string;
  status: 'searching' | 'ready';
  found: ReadonlyMap<ItemId, FoundText>;
  /** There are more. */
  isCut: boolean;
}

export interface TextSearchActions {
  /** Searches what the items are made of for what stands in the search field. */
  findText(): Promise<void>;
}

/** What a place is called in a line of the tree. */
export function placeName(place: TextPlace): string {
  return place === 'url' ? 'URL' : place;
}

/** The search under way; one that is typed over is cancelled. */
let underWay: AbortController | undefined;

export function endTextSearch(): void {
  underWay?.abort();
  underWay = undefined;
}

export function createTextSearch({ set, get }: SliceTools<'tree'>): TextSearchActions {
  return {
    async findText() {
      const text = get().tree.search.trim();
      if (text === '') return;
      endTextSearch();
      const mine = new AbortController();
      underWay = mine;
      set({ textSearch: { text, status: 'searching', found: new Map(), isCut: false } });
      try {
        const { found, isCut } = await call('workspace.findText', { text }, { signal: mine.signal });
        if (underWay !== mine) return;
        set({
          textSearch: { text, status: 'ready', found: new Map(found.map((each) => [each.id, each])), isCut },
        });
      } catch (error) {
        if (underWay !== mine) return;
        set({ textSearch: undefined });
        if (toErrorData(error).code !== 'ERR_CALL_CANCELLED') get().notices.showError(error);
      }
    },
  };
}

/** The sub-tab of a request where a place is; none for the address, which is always in sight. */
export function requestSectionOf(place: TextPlace): RequestSection | undefined {
  return place === 'url' || place === 'variables' ? undefined : place;
}

/** The same of a collection or folder. */
export function collectionSectionOf(place: TextPlace): CollectionSection {
  return place === 'authorization' || place === 'scripts' || place === 'variables' ? place : 'overview';
}
