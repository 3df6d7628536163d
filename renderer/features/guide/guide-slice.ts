import type { Discovered } from '../../../core/auth/oauth2/discovered.ts';
import type { NeededScopes } from '../../../core/auth/oauth2/needed-scopes.ts';
import type { GuideCheck, GuideStepId, GuideTrack } from '../../../core/guide/guide-step.ts';
import type { Exchange } from '../../../core/http/exchange.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { JsonObject } from '../../../core/json-value.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { withAnswer } from './guide-achievements.ts';
import { tokenAnswer } from './guide-answers.ts';
import { type GuideChoices, guideKey, readChoices } from './guide-choices.ts';
import { type SetUpOrder, saveSetUp } from './guide-set-up.ts';
import { followFirstLink, keepFirstId, sendFirstRequest } from './guide-first-steps.ts';
import { type AppCreation, type CreateAppActions, createAppActions } from './guide-create-app.ts';
import { findPublicKey, type KeyPlace, registerPublicKey } from './guide-public-key.ts';

/** A check and what it was made of, so that an old one is not taken for a new one. */
export type KeyedCheck = GuideCheck & { of: string };

export interface GuideSlice extends CreateAppActions {
  /** Discovery of the org. */
  discovery: KeyedCheck & { found?: Discovered };
  redirect: KeyedCheck;
  /** Whether the app lists the public key. */
  publicKey: KeyedCheck;
  /** Scopes and hard-coded headers of the target. */
  needed: { of: ItemId; scopes: NeededScopes } | undefined;
  headers: { of: ItemId; count: number } | undefined;
  /** The app that is being made, or was just made. */
  creation: AppCreation | undefined;
  isAppDialogOpen: boolean;
  /** A step that was asked for from elsewhere; the next one's turn otherwise. */
  shownStep: GuideStepId | undefined;
  /** The step whose button is at work. */
  busy: GuideStepId | undefined;
  choose(change: Partial<GuideChoices>): void;
  /** Opens the checklist at a step; without one, at the next. */
  showStep(id: GuideStepId | undefined, track?: GuideTrack): void;
  /** Keeps what an answer shows to be reached, for after a restart. */
  noteAnswer(tabKey: string, exchange: Exchange): void;
  checkOrg(url: string): Promise<void>;
  checkRedirect(redirectUri: string): Promise<void>;
  checkPublicKey(place: KeyPlace): Promise<void>;
  registerPublicKey(place: KeyPlace): Promise<void>;
  inspectTarget(targetId: ItemId, collectionId: ItemId): Promise<void>;
  setVariable(key: string, value: string): Promise<void>;
  setUp(order: SetUpOrder): Promise<void>;
  cleanUp(targetId: ItemId, collectionId: ItemId): Promise<void>;
  sendFirst(targetId: ItemId): Promise<void>;
  keepFirstId(): Promise<void>;
  followFirstLink(targetId: ItemId): Promise<void>;
}

type Tools = SliceTools<'guide'>;

const unknown: KeyedCheck = { of: '', state: 'unknown', detail: '' };
const describe = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Checks that ask the Node side; an answer that comes too late for its question is dropped. */
function checkActions({
  set,
  get,
}: Tools): Pick<GuideSlice, 'checkOrg' | 'checkRedirect' | 'checkPublicKey' | 'inspectTarget'> {
  const put = (key: 'discovery' | 'redirect' | 'publicKey', check: KeyedCheck & { found?: Discovered }) => {
    if (get().guide[key].of === check.of || check.state === 'checking') set({ [key]: check });
  };
  return {
    async checkOrg(url) {
      put('discovery', { of: url, state: 'checking', detail: '' });
      try {
        const found = await call('oauth.discover', { url });
        put('discovery', { of: url, state: 'ok', detail: found.issuer, found });
      } catch (error) {
        put('discovery', { of: url, state: 'failed', detail: describe(error) });
      }
    },
    async checkRedirect(redirectUri) {
      put('redirect', { of: redirectUri, state: 'checking', detail: '' });
      try {
        const { available, message } = await call('oauth.checkRedirect', { redirectUri });
        put('redirect', { of: redirectUri, state: available ? 'ok' : 'failed', detail: message });
      } catch (error) {
        put('redirect', { of: redirectUri, state: 'failed', detail: describe(error) });
      }
    },
    async checkPublicKey(place) {
      const of = place.kid + place.clientId;
      put('publicKey', { of, state: 'checking', detail: '' });
      try {
        const isThere = await findPublicKey(place);
        put('publicKey', {
          of,
          state: isThere ? 'ok' : 'unknown',
          detail: isThere ? 'The app lists its kid.' : 'The app does not list its kid yet.',
        });
      } catch (error) {
        put('publicKey', { of, state: 'failed', detail: describe(error) });
      }
    },
    async inspectTarget(targetId, collectionId) {
      try {
        const scopes = await call('scope.listNeeded', { itemId: targetId });
        set({ needed: { of: targetId, scopes } });
        const input = { collectionIds: [collectionId], environmentIds: [], replaceWith: 'oauth2' as const };
        const { authorizationRows } = await call('import.previewCleanup', input);
        set({ headers: { of: targetId, count: authorizationRows } });
      } catch {
        // The item may have gone meanwhile; then another is chosen and looked at.
        set({ needed: undefined, headers: undefined });
      }
    },
  };
}

/** What the buttons of the steps do. */
function stepActions(
  tools: Tools,
): Omit<
  GuideSlice,
  | keyof ReturnType<typeof checkActions>
  | keyof CreateAppActions
  | Facts
  | 'choose'
  | 'showStep'
  | 'noteAnswer'
> {
  const { set, get } = tools;
  const run = async (busy: GuideStepId, step: () => Promise<void>) => {
    if (get().guide.busy !== undefined) return;
    set({ busy });
    try {
      await step();
    } catch (error) {
      get().notices.showError(error);
    } finally {
      set({ busy: undefined });
    }
  };
  return {
    registerPublicKey: (place) =>
      run('publicKey', async () => {
        await registerPublicKey(place);
        await get().guide.checkPublicKey(place);
      }),
    setVariable: (key, value) =>
      run('client', async () => {
        const { selectedId } = get().environments;
        if (selectedId === undefined) return;
        await get().environments.setVariable({ kind: 'environment', id: selectedId }, key, value);
      }),
    setUp: (order) => run('authorization', () => saveSetUp(get, order)),
    cleanUp: (targetId, collectionId) =>
      run('headers', async () => {
        await call('import.applyCleanup', {
          collectionIds: [collectionId],
          environmentIds: [],
          replaceWith: 'oauth2',
        });
        await get().environments.refreshDefinitions([collectionId]);
        await get().guide.inspectTarget(targetId, collectionId);
      }),
    sendFirst: (targetId) => run('firstAnswer', () => sendFirstRequest(get, targetId)),
    keepFirstId: () => run('firstId', () => keepFirstId(get)),
    followFirstLink: (targetId) => run('firstLink', () => followFirstLink(get, targetId)),
  };
}
type Facts =
  | 'discovery'
  | 'redirect'
  | 'publicKey'
  | 'needed'
  | 'headers'
  | 'creation'
  | 'isAppDialogOpen'
  | 'shownStep'
  | 'busy';

export const createGuideSlice: SliceCreator<'guide'> = (tools) => ({
  discovery: unknown,
  redirect: unknown,
  publicKey: unknown,
  needed: undefined,
  headers: undefined,
  creation: undefined,
  isAppDialogOpen: false,
  shownStep: undefined,
  busy: undefined,
  showStep(shownStep, track) {
    tools.set({ shownStep });
    tools.get().guide.choose({ isOpen: true, ...(track === undefined ? {} : { track }) });
  },
  choose(change) {
    const { layout, setLayout } = tools.get().app;
    const next = { ...readChoices(layout), ...change };
    const kept = Object.entries(next).filter(([, value]) => value !== undefined);
    setLayout(guideKey, Object.fromEntries(kept) as JsonObject);
  },
  noteAnswer(tabKey, exchange) {
    const answer = tokenAnswer(tabKey, exchange);
    if (answer === undefined) return;
    const { app, links, guide } = tools.get();
    const isFollowed = links.steps.some(({ to }) => to === tabKey);
    const { achieved: before } = readChoices(app.layout);
    const achieved = withAnswer(before, answer, isFollowed);
    if (achieved !== before) guide.choose({ achieved });
  },
  ...checkActions(tools),
  ...stepActions(tools),
  ...createAppActions(tools),
});
