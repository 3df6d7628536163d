import { create } from 'zustand';
import { type AppSlice, createAppSlice } from '../features/shell/app-slice.ts';
import {
  createEnvironmentsSlice,
  type EnvironmentsSlice,
} from '../features/environments/environments-slice.ts';
import { type ConsoleSlice, createConsoleSlice } from '../features/console/console-slice.ts';
import { type CookiesSlice, createCookiesSlice } from '../features/cookies/cookies-slice.ts';
import { createHistorySlice, type HistorySlice } from '../features/history/history-slice.ts';
import { type CollectionsSlice, createCollectionsSlice } from '../features/collection/collections-slice.ts';
import { createGraphqlSlice, type GraphqlSlice } from '../features/graphql/graphql-slice.ts';
import { createGitSlice } from '../features/git/git-slice.ts';
import type { GitSlice } from '../features/git/git-state.ts';
import { createGuideSlice, type GuideSlice } from '../features/guide/guide-slice.ts';
import { createImportsSlice, type ImportsSlice } from '../features/imports/imports-slice.ts';
import { createLinksSlice, type LinksSlice } from '../features/links/links-slice.ts';
import { createPagesSlice, type PagesSlice } from '../features/links/pages-slice.ts';
import { createNoticesSlice, type NoticesSlice } from '../features/notices/notices-slice.ts';
import { createKeysSlice, type KeysSlice } from '../features/oauth/keys-slice.ts';
import { createTokensSlice, type TokensSlice } from '../features/oauth/tokens-slice.ts';
import { createOutgoingSlice, type OutgoingSlice } from '../features/outgoing/outgoing-slice.ts';
import { createRateLimitsSlice, type RateLimitsSlice } from '../features/rate-limits/rate-limits-slice.ts';
import { createRequestsSlice, type RequestsSlice } from '../features/request/requests-slice.ts';
import { createResponsesSlice, type ResponsesSlice } from '../features/response/responses-slice.ts';
import { createRunnerSlice, type RunnerSlice } from '../features/runner/runner-slice.ts';
import { createScriptsSlice, type ScriptsSlice } from '../features/scripts/scripts-slice.ts';
import { createSandboxSlice, type SandboxSlice } from '../features/sandbox/sandbox-slice.ts';
import { createSettingsSlice, type SettingsSlice } from '../features/settings/settings-slice.ts';
import { createTabsSlice, type TabsSlice } from '../features/tabs/tabs-slice.ts';
import { createTreeSlice, type TreeSlice } from '../features/tree/tree-slice.ts';
import { createWorkspacesSlice, type WorkspacesSlice } from '../features/shell/workspaces-slice.ts';
import { createValuesSlice, type ValuesSlice } from '../features/values/values-slice.ts';
import { createWelcomeSlice, type WelcomeSlice } from '../features/welcome/welcome-slice.ts';
import type { SliceTools } from './slice.ts';

/** Everything the window knows: one slice per feature, each owning one key. */
export interface State {
  app: AppSlice;
  notices: NoticesSlice;
  tabs: TabsSlice;
  tree: TreeSlice;
  environments: EnvironmentsSlice;
  requests: RequestsSlice;
  collections: CollectionsSlice;
  outgoing: OutgoingSlice;
  responses: ResponsesSlice;
  links: LinksSlice;
  pages: PagesSlice;
  rateLimits: RateLimitsSlice;
  imports: ImportsSlice;
  keys: KeysSlice;
  tokens: TokensSlice;
  runner: RunnerSlice;
  scripts: ScriptsSlice;
  sandbox: SandboxSlice;
  settings: SettingsSlice;
  graphql: GraphqlSlice;
  git: GitSlice;
  guide: GuideSlice;
  welcome: WelcomeSlice;
  history: HistorySlice;
  console: ConsoleSlice;
  cookies: CookiesSlice;
  workspaces: WorkspacesSlice;
  values: ValuesSlice;
}

/** The window's one store. Components select narrowly: `useStore((state) => state.tabs.activeKey)`. */
export const useStore = create<State>()((set, get) => {
  const toolsFor = <K extends keyof State>(key: K): SliceTools<K> => ({
    set: (change) =>
      set((state) => {
        const slice = state[key];
        const part = typeof change === 'function' ? change(slice) : change;
        return { [key]: { ...slice, ...part } } as Pick<State, K>;
      }),
    get,
  });
  return {
    app: createAppSlice(toolsFor('app')),
    notices: createNoticesSlice(toolsFor('notices')),
    tabs: createTabsSlice(toolsFor('tabs')),
    tree: createTreeSlice(toolsFor('tree')),
    environments: createEnvironmentsSlice(toolsFor('environments')),
    requests: createRequestsSlice(toolsFor('requests')),
    collections: createCollectionsSlice(toolsFor('collections')),
    outgoing: createOutgoingSlice(toolsFor('outgoing')),
    responses: createResponsesSlice(toolsFor('responses')),
    links: createLinksSlice(toolsFor('links')),
    pages: createPagesSlice(toolsFor('pages')),
    rateLimits: createRateLimitsSlice(toolsFor('rateLimits')),
    imports: createImportsSlice(toolsFor('imports')),
    keys: createKeysSlice(toolsFor('keys')),
    tokens: createTokensSlice(toolsFor('tokens')),
    runner: createRunnerSlice(toolsFor('runner')),
    scripts: createScriptsSlice(toolsFor('scripts')),
    sandbox: createSandboxSlice(toolsFor('sandbox')),
    settings: createSettingsSlice(toolsFor('settings')),
    graphql: createGraphqlSlice(toolsFor('graphql')),
    git: createGitSlice(toolsFor('git')),
    guide: createGuideSlice(toolsFor('guide')),
    welcome: createWelcomeSlice(toolsFor('welcome')),
    history: createHistorySlice(toolsFor('history')),
    console: createConsoleSlice(toolsFor('console')),
    cookies: createCookiesSlice(toolsFor('cookies')),
    workspaces: createWorkspacesSlice(toolsFor('workspaces')),
    values: createValuesSlice(toolsFor('values')),
  };
});
