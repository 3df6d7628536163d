import { useEffect, useState } from 'react';
import type { Auth } from '../../../core/auth/auth.ts';
import { readOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { defaultCallbackUrl } from '../../../core/auth/oauth2/config.ts';
import type { TokenSummary } from '../../../core/auth/oauth2/token-summary.ts';
import type { GuideCheck, GuideFacts, GuideStep } from '../../../core/guide/guide-step.ts';
import { judgeSteps } from '../../../core/guide/judge-steps.ts';
import { isOfTrack, missingFields } from '../../../core/guide/set-up-auth.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import { orgAddress } from '../../../core/variables/org-environment.ts';
import { useStore } from '../../store/store.ts';
import { resolveVisible, useVariableChain } from '../variables/public.ts';
import { tokenAnswers } from './guide-answers.ts';
import { type GuideChoices, readChoices } from './guide-choices.ts';
import type { KeyPlace } from './guide-public-key.ts';
import type { KeyedCheck } from './guide-slice.ts';
import { collectionOf, findTarget, targetName } from './guide-target.ts';
import {
  clientIdVariableOf,
  filledIds,
  isFilled,
  missingSecretOf,
  urlVariableOf,
  variableIn,
} from './guide-variables.ts';

const tickMs = 5_000;

/** Everything the checklist shows and its buttons work with. */
export interface Guide {
  choices: GuideChoices;
  facts: GuideFacts;
  steps: GuideStep[];
  targetId: ItemId | undefined;
  collectionId: ItemId | undefined;
  /** The set-up of the target, where it is one of the track. */
  auth: Auth | undefined;
  orgUrl: string | undefined;
  urlVariable: string;
  clientIdVariable: string;
  callbackUrl: string;
  key: KeySummary | undefined;
  /** Where the public key belongs; absent until key, client and org are known. */
  keyPlace: KeyPlace | undefined;
  /** The environment has an API token, with which the app's keys can be read and added. */
  hasApiToken: boolean;
  token: TokenSummary | undefined;
  answerTab: string | undefined;
}

/** The time, told anew now and then: tokens expire while nothing else happens. */
function useNowSec(): number {
  const [now, setNow] = useState(() => Date.now() / 1_000);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() / 1_000), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

const checkOf = (check: KeyedCheck, of: string | undefined): GuideCheck =>
  of !== undefined && check.of === of ? check : { state: 'unknown', detail: '' };

/** The target, its set-up, and the addresses in it with their variables replaced. */
function useTarget() {
  const choices = readChoices(useStore((state) => state.app.layout));
  const nodes = useStore((state) => state.tree.nodes);
  const definitions = useStore((state) => state.environments.definitions);
  const variables = useStore((state) => state.environments.selected?.variables);
  const { track } = choices;
  const targetId = findTarget(nodes, definitions, track, choices.targetId);
  const ownAuth = targetId === undefined ? undefined : definitions[targetId]?.auth;
  const auth = isOfTrack(ownAuth, track) ? ownAuth : undefined;
  const config = auth === undefined ? undefined : readOAuth2Config(auth);
  const chain = useVariableChain(targetId);
  const urlVariable = urlVariableOf(variables);
  const clientIdText = config?.clientId || `{{${clientIdVariableOf(variables, track)}}}`;
  return {
    choices,
    targetId,
    collectionId: targetId === undefined ? undefined : collectionOf(nodes, targetId),
    target: targetId === undefined ? undefined : targetName(nodes, targetId),
    auth,
    config,
    variables,
    urlVariable,
    orgUrl: orgAddress(resolveVisible(chain, `{{${urlVariable}}}`)),
    clientIdVariable: variableIn(clientIdText) ?? clientIdVariableOf(variables, track),
    clientId: resolveVisible(chain, clientIdText).trim() || undefined,
    callbackUrl: resolveVisible(chain, config?.callbackUrl || defaultCallbackUrl),
  };
}

/** The tokens that matter: the newest of this client and environment, and the one requests of the target send. */
function useTokens(targetId: ItemId | undefined, clientId: string | undefined, isService: boolean) {
  const nowSec = useNowSec();
  const environmentId = useStore((state) => state.environments.selectedId);
  const list = useStore((state) => state.tokens.list);
  const current = useStore((state) => (targetId === undefined ? undefined : state.tokens.current[targetId]));
  const brief = (token: TokenSummary | undefined) =>
    token && {
      name: token.name,
      expired: !token.hasRefreshToken && (token.expiresAtEpochSec ?? Infinity) <= nowSec,
    };
  const own = list
    .filter((token) => token.clientId === clientId && token.environmentId === environmentId)
    .filter((token) => (token.grantType === 'client_credentials') === isService)
    .toSorted((a, b) => b.createdAtEpochMs - a.createdAtEpochMs);
  return { own, newest: brief(own[0]), current: brief(current) };
}

/** Derives the checklist from the store; nothing in it is ticked by hand. */
export function useGuide(): Guide {
  const target = useTarget();
  const { choices, targetId, config, variables, clientId, orgUrl, callbackUrl, urlVariable } = target;
  const guide = useStore((state) => state.guide);
  const environment = useStore((state) => state.environments.selected);
  const keys = useStore((state) => state.keys.list);
  const views = useStore((state) => state.responses.views);
  const tabs = useStore((state) => state.tabs.tabs);
  const followedSteps = useStore((state) => state.links.steps);
  const failure = useStore((state) => state.tokens.failures[targetId ?? '']);
  const isService = choices.track === 'service';
  const tokens = useTokens(targetId, clientId, isService);

  const named = config?.keyId ?? '';
  const key = keys.find(({ id, kid, name }) => [id, kid, name].includes(named));
  const usable = key ?? keys.find(({ id }) => id === choices.keyId) ?? keys[0];
  const keyPlace =
    usable === undefined || clientId === undefined || orgUrl === undefined
      ? undefined
      : { keyId: usable.id, kid: usable.kid, clientId, urlVariable, environmentId: environment?.id };
  const isProven = tokens.own.some((token) => token.keyId === usable?.id && usable !== undefined);
  const answers = tokenAnswers(views).filter(
    ({ exchange }) => orgUrl !== undefined && exchange.request.url.startsWith(orgUrl),
  );
  const followed = answers.find(
    ({ tabKey, status }) => status < 300 && followedSteps.some(({ to }) => to === tabKey),
  );
  const [newest] = answers;
  const achieved =
    orgUrl !== undefined && URL.canParse(orgUrl) ? choices.achieved[new URL(orgUrl).origin] : undefined;
  const facts: GuideFacts = {
    track: choices.track,
    environment: environment?.name,
    orgUrl,
    discovery: checkOf(guide.discovery, orgUrl),
    target: target.target,
    clientId,
    clientIdVariable: target.clientIdVariable,
    missingSecret: isService ? undefined : missingSecretOf(variables, config),
    redirect: checkOf(guide.redirect, callbackUrl),
    key: usable,
    publicKey: isProven
      ? { state: 'ok', detail: 'The org gave a token for it.' }
      : checkOf(guide.publicKey, keyPlace && keyPlace.kid + keyPlace.clientId),
    authorizationHeaders: guide.headers?.of === targetId ? guide.headers?.count : undefined,
    missingFields: config && missingFields(config, choices.track, key !== undefined),
    token: tokens.newest,
    tokenFailure: failure,
    currentToken: tokens.current,
    answer: newest && {
      status: newest.status,
      title: tabs.find((tab) => tab.key === newest.tabKey)?.title ?? newest.exchange.request.url,
    },
    succeeded: achieved !== undefined || answers.some(({ status }) => status >= 200 && status < 300),
    ids: filledIds(variables),
    followed: followed?.exchange.request.url ?? achieved?.followed,
  };
  return {
    ...target,
    facts,
    steps: judgeSteps(facts),
    key: usable,
    keyPlace,
    hasApiToken: isFilled(variables, 'apikey'),
    token: tokens.own[0],
    answerTab: newest?.tabKey,
  };
}
