import type { EndpointAnswer } from '../../core/auth/oauth2/endpoint-request.ts';
import { explainFailure } from '../../core/auth/oauth2/error-explainer.ts';
import { clientFacts } from '../../core/auth/oauth2/explain/client-facts.ts';
import type { FailureFacts, FailureStage } from '../../core/auth/oauth2/explain/failure-facts.ts';
import { shortenWords } from '../../core/auth/oauth2/explain/server-words.ts';
import type { TokenResult } from '../../core/auth/oauth2/token-response.ts';
import { AppError, type ErrorCode } from '../../core/errors.ts';
import { plain } from './call-endpoint.ts';
import type { Flow, PostResult } from './flow.ts';

/** What a refusal of a server is told from. */
export interface ServerRefusal {
  stage: FailureStage;
  endpoint: string;
  answer?: EndpointAnswer;
  receivedAtEpochSec?: number;
  proofSent?: boolean;
  /** The server's words, where they did not come in an answer. */
  error?: { error: string; errorDescription?: string };
  code?: ErrorCode;
}

/** Makes the refusal of a flow that a server ended: the explanation, its words without secrets, the masked exchanges. */
export function refuseFlow(flow: Flow, refusal: ServerRefusal): AppError {
  const { answer, error, endpoint, stage } = refusal;
  const explanation = explainFailure(factsOf(flow, refusal));
  const words = [error?.error, error?.errorDescription].filter((part) => part !== undefined).join(': ');
  const said = explanation?.serverWords ?? shortenWords(words, flow.secrets);
  const sentence = explanation?.sentence ?? 'The server refused.';
  return new AppError(
    refusal.code ?? 'ERR_OAUTH_SERVER_REFUSED',
    said === '' || sentence.includes(said) ? sentence : `${sentence} The server says: ${said}`,
    {
      details: {
        stage,
        endpoint,
        ...(answer === undefined ? {} : { status: answer.status }),
        ...(error === undefined ? {} : { error: shortenWords(error.error, flow.secrets) }),
        ...(explanation === undefined ? {} : { explanation: plain(explanation) }),
        exchanges: plain(flow.exchanges),
      },
    },
  );
}

function factsOf(flow: Flow, refusal: ServerRefusal): FailureFacts {
  const { config, secrets } = flow;
  const { answer, error } = refusal;
  return {
    stage: refusal.stage,
    ...(answer === undefined ? {} : { status: answer.status }),
    headers: answer?.headers ?? [],
    bodyText: answer?.bodyText ?? '',
    receivedAtEpochSec: refusal.receivedAtEpochSec ?? Math.floor(flow.app.now() / 1000),
    request: {
      method: 'POST',
      url: refusal.endpoint,
      dpopProofSent: refusal.proofSent === true,
      originSent: false,
    },
    ...(error === undefined ? {} : { error }),
    client: clientFacts(config),
    secrets,
  };
}

/** Makes the refusal of a token request that brought no token. */
export function refuseTokenResult(
  flow: Flow,
  result: Exclude<TokenResult, { kind: 'tokens' }>,
  posted: PostResult,
  endpoint: string,
): AppError {
  const facts = { stage: 'token' as const, endpoint, ...posted };
  if (result.kind === 'error') {
    const { error, errorDescription } = result;
    return refuseFlow(flow, {
      ...facts,
      error: { error, ...(errorDescription === undefined ? {} : { errorDescription }) },
    });
  }
  const reasons = result.oddities.map(({ message }) => message).join(' ');
  return new AppError(
    'ERR_OAUTH_ANSWER_UNUSABLE',
    `The server answered ${result.status}, but not with a token. ${reasons}`.trim(),
    {
      details: {
        stage: 'token',
        endpoint,
        status: result.status,
        oddities: result.oddities.map(({ code }) => code),
        exchanges: plain(flow.exchanges),
      },
    },
  );
}
