import { AppError } from '../../../core/errors.ts';
import {
  type AppPlan,
  type PlannedCall,
  planApp,
  removeAppCalls,
  requestOfCall,
} from '../../../core/guide/plan-app.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { JsonObject } from '../../../core/json-value.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { readJson, sendToOrg, tellOrg } from './send-to-org.ts';

/** An app that is to be made, and where its facts go. */
export interface AppOrder extends Omit<AppPlan, 'publicJwk'> {
  environmentId: ItemId;
  /** Typed for this one time; absent: the environment's `apikey`. Not kept. */
  apiToken: string | undefined;
  /** The key whose public half the app gets. */
  keyId: string | undefined;
}

/** A set-up at work or at its end, call by call. */
export interface AppCreation {
  calls: PlannedCall[];
  /** How many are done. */
  done: number;
  status: 'running' | 'done' | 'failed' | 'removed';
  /** Why the call after the last done one was refused. */
  problem?: string;
  /** Once it was made. */
  appId?: string;
}

export interface CreateAppActions {
  /** Makes the app and grants it what it needs, call after call; stops at the first refusal. */
  createApp(order: AppOrder): Promise<void>;
  /** Takes the app away that was just made. */
  removeApp(order: Pick<AppOrder, 'environmentId' | 'apiToken' | 'variables'>): Promise<void>;
  /** Opens the dialog, once it is known which scopes the target needs. */
  openAppDialog(targetId: ItemId | undefined, collectionId: ItemId | undefined): Promise<void>;
  /** Forgets what the dialog showed. */
  closeAppDialog(): void;
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** What the dialog for a new app does. */
export function createAppActions({ set, get }: SliceTools<'guide'>): CreateAppActions {
  const put = (change: Partial<AppCreation>) => {
    const { creation } = get().guide;
    if (creation !== undefined) set({ creation: { ...creation, ...change } });
  };
  return {
    async createApp(order) {
      const calls = planApp({ ...order, publicJwk: undefined });
      set({ creation: { calls, done: 0, status: 'running' } });
      try {
        if (order.track === 'user') await keepAsSecret(order.environmentId, order.variables.clientSecret);
        const publicJwk = order.keyId === undefined ? undefined : await publicKeyOf(order.keyId);
        await runCalls(planApp({ ...order, publicJwk }), order, put);
        put({ status: 'done' });
      } catch (error) {
        put({ status: 'failed', problem: wordsOf(error) });
      }
      // What was kept so far is there, whatever came after it.
      await get().environments.load();
      if (order.keyId !== undefined) get().guide.choose({ keyId: order.keyId });
    },
    async removeApp({ environmentId, apiToken, variables }) {
      const appId = get().guide.creation?.appId;
      if (appId === undefined) return;
      try {
        for (const planned of removeAppCalls) {
          await sendToOrg(requestOfCall(planned, variables.url, { appId }), { environmentId, apiToken });
        }
        put({ status: 'removed' });
      } catch (error) {
        put({ problem: wordsOf(error) });
      }
    },
    async openAppDialog(targetId, collectionId) {
      const { needed, inspectTarget } = get().guide;
      if (targetId !== undefined && collectionId !== undefined && needed?.of !== targetId)
        await inspectTarget(targetId, collectionId);
      set({ isAppDialogOpen: true });
    },
    closeAppDialog() {
      set({ isAppDialogOpen: false, creation: undefined });
    },
  };
}

async function publicKeyOf(keyId: string): Promise<JsonObject> {
  const { text } = await call('key.exportPublic', { id: keyId, format: 'jwk' });
  return JSON.parse(text) as JsonObject;
}

/** The secret of the app goes into a variable that is one, also where the environment has none yet. */
async function keepAsSecret(environmentId: ItemId, key: string): Promise<void> {
  const { id, name, variables, revision } = await call('environment.read', { id: environmentId });
  const known = variables.find((variable) => variable.key === key);
  if (known?.type === 'secret') return;
  const secret: Variable = { key, initialValue: '', enabled: true, ...known, type: 'secret' };
  const others = variables.filter((variable) => variable !== known);
  await call('environment.save', { id, name, variables: [...others, secret], revision });
}

async function runCalls(
  calls: readonly PlannedCall[],
  order: AppOrder,
  put: (change: Partial<AppCreation>) => void,
): Promise<void> {
  const found: { appId?: string; userId?: string } = {};
  for (const [index, planned] of calls.entries()) {
    const request = requestOfCall(planned, order.variables.url, found);
    if (planned.id === 'create') {
      // Its answer has the secret in it: what is needed of it goes into the environment on the Node side.
      await tellOrg(request, order);
      found.appId = await readClientId(order);
    } else {
      const answer = readJson(await sendToOrg(request, order));
      if (planned.id === 'findMe') found.userId = idOf(answer);
    }
    put({ done: index + 1, ...(found.appId === undefined ? {} : { appId: found.appId }) });
  }
}

/** An OAuth client's ID is the ID of its app. */
async function readClientId({ environmentId, variables }: AppOrder): Promise<string> {
  const environment = await call('environment.read', { id: environmentId });
  const kept = environment.variables.find(({ key, enabled }) => key === variables.clientId && enabled);
  return idOf({ id: kept?.currentValue ?? kept?.initialValue });
}

function idOf(answer: unknown): string {
  const id = (answer as { id?: unknown } | null)?.id;
  if (typeof id === 'string' && id !== '') return id;
  throw new AppError(
    'ERR_OAUTH_ANSWER_UNUSABLE',
    'The answer of the org has no "id". Is the address that of an Okta org?',
  );
}
