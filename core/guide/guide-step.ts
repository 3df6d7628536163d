/** The two ways of the guide: a person signs in, or an app acts for itself. */
export const guideTracks = ['user', 'service'] as const;
export type GuideTrack = (typeof guideTracks)[number];

/** The steps from nothing to the first answer and beyond, in order; some belong to one track only. */
export const guideStepIds = [
  'orgUrl',
  'environment',
  'collection',
  'app',
  'key',
  'publicKey',
  'client',
  'redirect',
  'headers',
  'authorization',
  'token',
  'useToken',
  'firstAnswer',
  'firstId',
  'firstLink',
] as const;
export type GuideStepId = (typeof guideStepIds)[number];

/** Where a step stands, found out by looking and never ticked by hand. */
export interface GuideStep {
  id: GuideStepId;
  state: 'done' | 'todo' | 'failed' | 'checking';
  /** What was found, or why it failed; empty where there is nothing to say yet. */
  detail: string;
}

/** What a check that takes time came to. */
export interface GuideCheck {
  state: 'unknown' | 'checking' | 'ok' | 'failed';
  detail: string;
}

/** Everything the steps are judged by. */
export interface GuideFacts {
  track: GuideTrack;
  /** Name of the environment in use. */
  environment: string | undefined;
  /** The org's address as it will be used. */
  orgUrl: string | undefined;
  /** Whether the org's discovery document answers. */
  discovery: GuideCheck;
  /** The collection or folder that is worked on. */
  target: string | undefined;
  clientId: string | undefined;
  /** The variable that holds it, where it is one. */
  clientIdVariable: string | undefined;
  /** What is still to be filled in for the client to prove itself, such as the secret. */
  missingSecret: string | undefined;
  redirect: GuideCheck;
  key: { name: string; kid: string } | undefined;
  publicKey: GuideCheck;
  /** Hard-coded `Authorization` headers of the collection; absent until counted. */
  authorizationHeaders: number | undefined;
  /** Fields of the set-up that are empty; absent where there is no OAuth 2.0 set-up of this track yet. */
  missingFields: string[] | undefined;
  /** A token of this client in this environment. */
  token: { name: string; expired: boolean } | undefined;
  /** Why the last try to get one failed. */
  tokenFailure: string | undefined;
  /** The token that requests of the target send. */
  currentToken: { name: string; expired: boolean } | undefined;
  /** The newest answer of the org to a request with a token. */
  answer: { status: number; title: string } | undefined;
  /** Whether any of them was a success. */
  succeeded: boolean;
  /** Variables that hold an id. */
  ids: string[];
  /** The address of a link that was followed and answered. */
  followed: string | undefined;
}
