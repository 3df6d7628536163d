import type { OperationOutput } from '../../../core/contract.ts';
import { toErrorData } from '../../../core/errors.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { ExtractionOutcome } from '../../../core/links/extraction-rule.ts';
import type { ScriptReport } from '../../../core/scripts/script-report.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import { begunView, type ResponseView } from './response-view.ts';
import { readFirstBytes } from './viewer/first-bytes.ts';

/** Sends under way, by tab; controllers are not plain JSON and so stay out of the store. */
export const underWay = new Map<string, AbortController>();

/** The scopes whose variables an answer's extraction rules changed. */
function changedTargets(extracted: ExtractionOutcome[]): Set<ExtractionOutcome['target']> {
  return new Set(extracted.filter((entry) => entry.outcome === 'set').map((entry) => entry.target));
}

function changedByScripts(report: ScriptReport | undefined): string[] {
  return (report?.variables ?? []).filter(({ outcome }) => outcome === 'done').map(({ scope }) => scope);
}

/** Reads again what an answer's rules and scripts changed, so that tables and hover cards show it. */
async function followChanges(
  get: SliceTools<'responses'>['get'],
  changed: readonly string[],
  itemId: ItemId | undefined,
) {
  const targets = new Set(changed);
  const { environments } = get();
  const ids = [
    ...(targets.has('environment') && environments.selectedId !== undefined ? [environments.selectedId] : []),
    ...(targets.has('globals') ? ['globals'] : []),
  ];
  if (ids.length > 0) await environments.refresh(ids);
  if (targets.has('collection') && itemId !== undefined) {
    await environments.refreshDefinitions(Object.keys(environments.definitions));
  }
}

/** Ends a send of this window; another one may have begun in the tab. */
function end(tabKey: string, controller: AbortController | undefined): void {
  if (underWay.get(tabKey) === controller) underWay.delete(tabKey);
}

export type Receive = (
  tabKey: string,
  sent: Promise<OperationOutput<'request.send'>>,
  itemId: ItemId | undefined,
) => Promise<void>;

/** Shows what comes of a send in its tab. */
export function receiver(
  get: SliceTools<'responses'>['get'],
  put: (tabKey: string, change: Partial<ResponseView>) => void,
): Receive {
  return async (tabKey, sent, itemId) => {
    const controller = underWay.get(tabKey);
    try {
      const { exchange, extracted, checks = [], scripts } = await sent;
      const { outcome } = exchange;
      if (outcome.kind === 'response') readFirstBytes(outcome.body);
      const cancelled = outcome.kind === 'failure' && outcome.failure.code === 'cancelled';
      put(tabKey, {
        status: cancelled ? 'cancelled' : 'done',
        exchange,
        // Not the one from before the send: it may have been cleared meanwhile.
        previous: get().responses.views[tabKey]?.exchange,
        extracted,
        checks,
        scripts,
        kept: undefined,
        progress: undefined,
        live: undefined,
      });
      // The tab can send again while variables are still read.
      end(tabKey, controller);
      get().rateLimits.noteExchange(exchange);
      get().guide.noteAnswer(tabKey, exchange);
      const changed = [...changedTargets(extracted), ...changedByScripts(scripts)];
      // Its answer is there, whatever becomes of this.
      await followChanges(get, changed, itemId).catch((fault: unknown) => get().notices.showError(fault));
    } catch (error) {
      const data = toErrorData(error);
      if (data.code === 'ERR_CALL_CANCELLED')
        put(tabKey, { status: 'cancelled', progress: undefined, live: undefined });
      else put(tabKey, { status: 'refused', error: data, progress: undefined, live: undefined });
    } finally {
      end(tabKey, controller);
    }
  };
}

/** Takes up the sends of the tabs that were under way when the window was loaded anew. */
export async function rejoinLeft({ set, get }: SliceTools<'responses'>, receive: Receive): Promise<void> {
  const tabs = get().tabs.tabs.filter(({ kind }) => kind === 'request');
  if (tabs.length === 0) return;
  // Where it cannot be asked, the history has the answer.
  const asked = call('request.listLeft', { tabKeys: tabs.map(({ key }) => key) });
  const { sends } = await asked.catch(() => ({ sends: [] }));
  await Promise.all(
    sends.map(async ({ callId, tabKey, startedAtEpochMs }) => {
      if (underWay.has(tabKey) || get().responses.views[tabKey] !== undefined) return;
      const controller = new AbortController();
      underWay.set(tabKey, controller);
      const view = { ...begunView(undefined, callId), startedAtEpochMs };
      set((slice) => ({ views: { ...slice.views, [tabKey]: view } }));
      const sent = call('request.rejoin', { callId }, { signal: controller.signal });
      await receive(tabKey, sent, tabs.find(({ key }) => key === tabKey)?.itemId);
    }),
  );
}
