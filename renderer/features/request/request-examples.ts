import type { Request } from '../../../core/http/request.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { ListedExample } from '../../../core/workspace/example.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { exampleChange } from './example-change.ts';
import { exampleTitles } from './example-titles.ts';

/** The part of the slice that is about saved examples. */
export interface RequestExamples {
  /** By request; absent where nobody asked for them yet. */
  examples: Record<ItemId, ListedExample[]>;
  loadExamples(requestId: ItemId): Promise<void>;
  /** Reads the examples of these requests again, of those that were read before. */
  followExamples(requestIds: readonly ItemId[]): void;
  /** Puts the parts of an example's request into the request it belongs to, as one step that can be taken back. */
  applyExample(requestId: ItemId, example: Request): Promise<void>;
  renameExample(requestId: ItemId, fileName: string, name: string): Promise<void>;
  /** Deletes an example and shows a notice with Undo. */
  deleteExample(requestId: ItemId, fileName: string): Promise<void>;
}

type Tools = SliceTools<'requests'>;

/** Shows other examples of a request, in its open tabs too: those are known by the title of the example. */
function show({ set, get }: Tools, requestId: ItemId, after: ListedExample[], renamed?: [string, string]) {
  const before = get().requests.examples[requestId] ?? [];
  set((slice) => ({ examples: { ...slice.examples, [requestId]: after } }));
  const [titlesBefore, titlesAfter] = [exampleTitles(before), exampleTitles(after)];
  for (const tab of get().tabs.tabs) {
    if (tab.kind !== 'example' || tab.itemId !== requestId) continue;
    const known = before[titlesBefore.indexOf(tab.title)]?.fileName;
    const fileName = known === renamed?.[0] ? renamed?.[1] : known;
    const title = titlesAfter[after.findIndex((each) => each.fileName === fileName)];
    if (title !== undefined && title !== tab.title) get().tabs.update(tab.key, { title });
  }
}

async function renameExample(tools: Tools, requestId: ItemId, fileName: string, name: string) {
  const { get } = tools;
  const wanted = name.trim();
  const before = get().requests.examples[requestId] ?? [];
  if (wanted === '' || before.some((each) => each.fileName === fileName && each.name === wanted)) return;
  try {
    const renamed = await call('example.rename', { requestId, fileName, name: wanted });
    const after = (get().requests.examples[requestId] ?? []).map((each) =>
      each.fileName === fileName ? { ...each, name: wanted, fileName: renamed.fileName } : each,
    );
    show(tools, requestId, after, [fileName, renamed.fileName]);
  } catch (error) {
    get().notices.showError(error);
  }
}

async function deleteExample(tools: Tools, requestId: ItemId, fileName: string) {
  const { get } = tools;
  try {
    const { undoId } = await call('example.delete', { requestId, fileName });
    const before = get().requests.examples[requestId] ?? [];
    const title = exampleTitles(before)[before.findIndex((each) => each.fileName === fileName)];
    const tab = get().tabs.tabs.find(
      (each) => each.kind === 'example' && each.itemId === requestId && each.title === title,
    );
    if (tab !== undefined) get().tabs.close(tab.key);
    show(
      tools,
      requestId,
      before.filter((each) => each.fileName !== fileName),
    );
    get().notices.showDone({
      text: `Deleted the example “${title ?? fileName}”`,
      undoId,
      async afterwards(isTakenBack) {
        if (!isTakenBack) return;
        await get().requests.loadExamples(requestId);
        if (tab !== undefined) get().tabs.open({ kind: 'example', itemId: requestId, title: tab.title });
      },
    });
  } catch (error) {
    get().notices.showError(error);
  }
}

export function createRequestExamples(tools: Tools): RequestExamples {
  const { get } = tools;
  return {
    examples: {},
    async loadExamples(requestId) {
      try {
        const { examples } = await call('example.list', { requestId });
        show(tools, requestId, examples);
      } catch (error) {
        get().notices.showError(error);
      }
    },
    followExamples(requestIds) {
      const { examples, loadExamples } = get().requests;
      for (const id of requestIds) if (examples[id] !== undefined) void loadExamples(id);
    },
    async applyExample(requestId, example) {
      const { nodes } = get().tree;
      const tabKey = get().tabs.open({
        kind: 'request',
        itemId: requestId,
        title: nodes[requestId]?.name ?? '',
        method: nodes[requestId]?.method,
      });
      await get().requests.load(tabKey, requestId);
      if (get().requests.editors[tabKey]?.status !== 'ready') return;
      get().requests.edit(tabKey, exampleChange(example));
      get().notices.show({
        kind: 'success',
        text: 'The example is in the editor.',
        action: { label: 'Undo', run: () => get().requests.undo(tabKey) },
      });
    },
    renameExample: (requestId, fileName, name) => renameExample(tools, requestId, fileName, name),
    deleteExample: (requestId, fileName) => deleteExample(tools, requestId, fileName),
  };
}
