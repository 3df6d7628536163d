import type { Auth } from '../../core/auth/auth.ts';
import type { OperationOutput, OperationParsedInput } from '../../core/contract.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Exchange } from '../../core/http/exchange.ts';
import { createAnswerMasker, createMasker, maskAnswerHeaders } from '../../core/http/mask.ts';
import type { PreparedRequest } from '../../core/http/prepare-request.ts';
import type { Request, RequestSettings } from '../../core/http/request.ts';
import type { ItemId } from '../../core/ids.ts';
import type { ExchangeSource } from '../../core/console/console-event.ts';
import type { ScriptReport } from '../../core/scripts/script-report.ts';
import type { ScopeChain } from '../../core/variables/scope.ts';
import type { AppContext } from '../app-context.ts';
import { authorizeSend } from '../auth/authorize-send.ts';
import type { SendAuthorization } from '../auth/send-authorization.ts';
import { tellConsole } from '../console/tell-console.ts';
import { recordSend, type SendRecorder } from '../history/record-send.ts';
import type { SendOptions, SendResult } from '../http/http-client.ts';
import { type ShownRequest, showRequest, toExchange } from '../http/to-exchange.ts';
import { findSendScripts } from '../scripts/send-scripts.ts';
import { withNeededValues } from '../sources/with-needed-values.ts';
import { assertFilesAllowed } from './assert-files-allowed.ts';
import { followRules } from './follow-rules.ts';
import { prepareForSend } from './prepare-for-send.ts';
import { readRequestSource, readStoredRequest } from './request-source.ts';
import type { CallContext, Service } from './service.ts';

/**
 * Sends a request, stored or as edited, and runs its checks and extraction rules on the answer. What comes back is masked: secrets
 * and credentials of the request do not leave the Node side.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_SECRET_UNREADABLE,
 *   ERR_VARIABLE_NOT_GIVEN, ERR_VARIABLE_PROGRAM_FAILED, ERR_VARIABLE_FILE_UNREADABLE, and everything `prepareRequest`
 *   refuses, before anything leaves the machine
 */
export const sendRequest: Service<'request.send'> = (app, { tabKey, ...input }, call) => {
  const sent = sendOnce(app, input, call);
  if (tabKey !== undefined) app.leftSends.note(call, tabKey, app.now(), sent);
  return sent;
};

async function sendOnce(
  app: AppContext,
  { round, ...given }: Omit<OperationParsedInput<'request.send'>, 'tabKey'>,
  call: CallContext,
): Promise<OperationOutput<'request.send'>> {
  const input = round === undefined ? given : { ...given, variables: { ...round.data, ...given.variables } };
  const stored = await readStoredRequest(app, input);
  const { environmentId, id, isWatched } = input;
  const scripts = findSendScripts(app, {
    ...stored,
    id,
    environmentId,
    variables: input.variables ?? {},
    secretVariables: input.secretVariables ?? [],
    round,
    call,
  });
  // Before any script runs: asked for later, it would run again for the send that is made with the values.
  if (scripts !== undefined) await withNeededValues(app, await readRequestSource(app, input, stored), call);
  // What the scripts left is what is sent, with the variables they set.
  const scripted = await scripts?.before();
  const read = await readRequestSource(
    app,
    { ...input, variables: scripted?.variables ?? input.variables },
    { ...stored, request: scripted?.request ?? stored.request },
  );
  const source = await withNeededValues(app, read, call);
  const { request, ancestors, scopes, effective, tokenPlace } = source;
  const auth = effective?.auth;
  const startedAtEpochMs = app.now();
  const authorization = await authorizeSend(app, { request, auth, scopes, tokenPlace }, call);
  const recorder = recordSend(app, input, request, startedAtEpochMs);
  const sending = { request, auth, scopes, authorization, recorder, itemId: id, startedAtEpochMs, isWatched };
  const sent = await sendAuthorized(app, sending, call)
    .catch((fault: unknown) => {
      throw withWaitingScripts(fault, scripts?.report);
    })
    .finally(() => recorder.finish());
  const { exchange } = sent;
  const place = { environmentId, collectionId: ancestors.at(-1)?.id };
  const followed = await followRules(app, source, sent.result, sent.secrets, place);
  await scripts?.after(exchange);
  return {
    exchange,
    ...(recorder.id === undefined ? {} : { historyId: recorder.id }),
    ...followed,
    ...(scripts === undefined ? {} : { scripts: scripts.report }),
  };
}

/** A value that is missing may be one that a script sets which nobody has allowed: the refusal says so. */
function withWaitingScripts(fault: unknown, report: ScriptReport | undefined): unknown {
  const waiting = report?.runs.filter(
    ({ phase, status }) => phase === 'beforeRequest' && status === 'notAllowed',
  ).length;
  if (!waiting || !isAppError(fault) || fault.code !== 'ERR_VARIABLE_UNRESOLVED') return fault;
  const { code, message, details, cause } = fault;
  return new AppError(code, message, { details: { ...details, scriptsNotAllowed: waiting }, cause });
}

/** A request on its way out, with what authorizes it. */
export interface AuthorizedSend {
  request: Request;
  auth: Auth | undefined;
  scopes: ScopeChain;
  authorization: SendAuthorization | undefined;
  /** Absent: the history has no entry of it. */
  recorder?: SendRecorder;
  itemId: ItemId | undefined;
  startedAtEpochMs: number;
  isWatched?: boolean | undefined;
  /** Why it is sent, for the console; a `request` where nothing else is said. */
  purpose?: ExchangeSource;
  /** Narrower limits than those of the settings. */
  limits?: Partial<Pick<SendOptions, 'timeoutMs' | 'maxResponseBytes'>>;
}

/**
 * Sends, and again where the authorization asks for it: with a nonce the server gave, or a new token.
 *
 * @throws AppError everything `prepareRequest` refuses, before anything leaves the machine
 */
export async function sendAuthorized(
  app: AppContext,
  source: AuthorizedSend,
  call: CallContext,
): Promise<{ exchange: Exchange; result: SendResult; secrets: readonly string[] }> {
  const { request, auth, scopes, authorization, recorder, itemId, startedAtEpochMs, isWatched } = source;
  const about = { source: source.purpose ?? 'request', ...(itemId === undefined ? {} : { itemId }) } as const;
  for (;;) {
    const prepared = await prepareForSend(app, request, auth, scopes, authorization?.applied);
    const { wire } = prepared;
    await assertFilesAllowed(app, wire.body).catch((fault: unknown) => {
      throw maskFault(fault, wire.secrets);
    });
    const wishes = sendOptions(app, request.settings, wire, call, isWatched);
    const options = { ...wishes, ...narrowed(wishes, source.limits) };
    const authorize = authorization?.authorizeHop(wire.url);
    recorder?.begin(wire);
    let shown: ShownRequest | undefined;
    const onSent: SendOptions['onSent'] = (request) => {
      shown = showRequest(request, wire);
    };
    const result = await app.http.send(wire, { ...options, authorize, onSent }).catch((fault: unknown) => {
      throw maskFault(fault, wire.secrets);
    });
    const exchange = toExchange(itemId, startedAtEpochMs, prepared, result, shown);
    recorder?.take(wire, exchange);
    tellConsole(app, about, wire, exchange);
    const verdict = await authorization?.judge(result, wire.url);
    if (verdict !== 'again' || call.isCancelled) return { exchange, result, secrets: wire.secrets };
  }
}

/** Of two limits the smaller one; no time limit at all is the largest. */
function narrowed(
  { timeoutMs, maxResponseBytes }: Pick<SendOptions, 'timeoutMs' | 'maxResponseBytes'>,
  limits: AuthorizedSend['limits'] = {},
): Pick<SendOptions, 'timeoutMs' | 'maxResponseBytes'> {
  return {
    timeoutMs: limits.timeoutMs === undefined ? timeoutMs : Math.min(timeoutMs || Infinity, limits.timeoutMs),
    maxResponseBytes: Math.min(maxResponseBytes, limits.maxResponseBytes ?? Infinity),
  };
}

/** A refusal may name what a variable stood for, such as the path of a file. */
function maskFault(fault: unknown, secrets: readonly string[]): unknown {
  if (!isAppError(fault)) return fault;
  const { code, message, details } = fault;
  const mask = createMasker(secrets);
  const shown = details && (JSON.parse(mask(JSON.stringify(details))) as AppError['details']);
  return new AppError(code, mask(message), { details: shown, cause: fault.cause });
}

/** The request's own wishes, else the settings of the app. */
function sendOptions(
  app: AppContext,
  wishes: RequestSettings | undefined,
  wire: PreparedRequest['wire'],
  call: CallContext,
  isWatched: boolean | undefined,
): SendOptions {
  const { request: defaults } = app.settings.read();
  const protocol = wishes?.protocolVersion;
  return {
    cancel: call,
    isWatched,
    timeoutMs: wishes?.timeoutMs ?? defaults.timeoutMs,
    followRedirects: wishes?.followRedirects ?? defaults.followRedirects,
    maxRedirects: wishes?.maxRedirects ?? defaults.maxRedirects,
    verifyTls: wishes?.verifyTls ?? defaults.verifyTls,
    maxResponseBytes: defaults.maxResponseBytes,
    protocolVersion: protocol === 'http1' || protocol === 'http2' ? protocol : 'auto',
    useCookies: !wishes?.disabledSystemHeaders?.some((name) => name.toLowerCase() === 'cookie'),
    onProgress(phase, receivedBytes, bodyBytes = 0) {
      app.emit('request.progressed', { callId: call.callId, phase, receivedBytes, bodyBytes });
    },
    onAnswer({ head: { headers, ...head }, body, sentHeaders }) {
      const mask = createAnswerMasker(wire.secrets, [sentHeaders]);
      const shown = { ...head, headers: maskAnswerHeaders(headers, mask), body };
      app.emit('request.answerBegan', { callId: call.callId, ...shown });
    },
  };
}
