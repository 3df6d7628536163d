import {
  type GuideCheck,
  type GuideFacts,
  type GuideStep,
  type GuideStepId,
  type GuideTrack,
  guideStepIds,
} from './guide-step.ts';

type Verdict = Omit<GuideStep, 'id'>;

const done = (detail: string): Verdict => ({ state: 'done', detail });
const todo = (detail = ''): Verdict => ({ state: 'todo', detail });
const failed = (detail: string): Verdict => ({ state: 'failed', detail });

function fromCheck(check: GuideCheck): Verdict {
  if (check.state === 'ok') return done(check.detail);
  return { state: check.state === 'unknown' ? 'todo' : check.state, detail: check.detail };
}

/** Steps that only one of the tracks has. */
const onlyIn: Partial<Record<GuideStepId, GuideTrack>> = {
  key: 'service',
  publicKey: 'service',
  redirect: 'user',
};

const judges: Record<GuideStepId, (facts: GuideFacts) => Verdict> = {
  orgUrl: ({ orgUrl, discovery }) =>
    orgUrl === undefined ? todo('No environment in use has the address of an org.') : fromCheck(discovery),
  environment: ({ environment }) =>
    environment === undefined ? todo('No Environment is chosen.') : done(environment),
  collection: ({ target }) => (target === undefined ? todo('No collection yet.') : done(target)),
  // Only the org knows its apps; that one was made shows in its client ID.
  app: ({ clientId, track }) => {
    if (clientId === undefined) return todo();
    return done(track === 'user' ? 'It has a client ID.' : 'It has a client ID; a token shows the rest.');
  },
  key: ({ key }) => (key === undefined ? todo() : done(`${key.name}, kid ${key.kid}`)),
  publicKey: ({ key, publicKey }) => (key === undefined ? todo() : fromCheck(publicKey)),
  client: ({ clientId, clientIdVariable, missingSecret }) => {
    if (clientId === undefined) return todo(`${clientIdVariable ?? 'The client ID'} is empty.`);
    return missingSecret === undefined ? done(clientId) : todo(`${missingSecret} is empty.`);
  },
  redirect: ({ redirect }) => fromCheck(redirect),
  headers: ({ authorizationHeaders }) =>
    authorizationHeaders === undefined || authorizationHeaders === 0
      ? done('None hides the token.')
      : todo(
          authorizationHeaders === 1
            ? '1 request has one of its own.'
            : `${authorizationHeaders} requests have one of their own.`,
        ),
  authorization: ({ missingFields, target }) => {
    if (missingFields === undefined) return todo();
    if (missingFields.length > 0) return todo(`Still empty: ${missingFields.join(', ')}.`);
    return done(target ?? '');
  },
  token: ({ token, tokenFailure }) => {
    if (token !== undefined && !token.expired) return done(token.name);
    if (tokenFailure !== undefined) return failed(tokenFailure);
    return todo(token === undefined ? '' : `${token.name} has expired.`);
  },
  useToken: ({ currentToken }) => {
    if (currentToken === undefined) return todo();
    return currentToken.expired ? todo(`${currentToken.name} has expired.`) : done(currentToken.name);
  },
  firstAnswer: ({ answer, succeeded }) => {
    if (succeeded) return done('The org answered with success.');
    return answer === undefined ? todo() : failed(`${answer.title} was answered with ${answer.status}.`);
  },
  firstId: ({ ids }) => (ids.length === 0 ? todo() : done(ids.map((name) => `{{${name}}}`).join(', '))),
  firstLink: ({ followed }) => (followed === undefined ? todo() : done(followed)),
};

/**
 * Tells where each step of a track stands, in the order they are taken. Nothing depends on an earlier step being done:
 * what is there counts, however it came about.
 */
export function judgeSteps(facts: GuideFacts): GuideStep[] {
  return guideStepIds
    .filter((id) => (onlyIn[id] ?? facts.track) === facts.track)
    .map((id) => ({ id, ...judges[id](facts) }));
}

/** The step to take next: the first that is not done. */
export function nextStep(steps: readonly GuideStep[]): GuideStepId | undefined {
  return steps.find(({ state }) => state !== 'done')?.id;
}
