import type { CodeRequest } from '../../core/export/code/code-request.ts';
import { codeTargets, generateCode } from '../../core/export/code/generate-code.ts';
import { placeholdersIn, redactPrepared, withPlaceholders } from '../../core/export/code/redact.ts';
import { type PreparedRequest, prepareRequest } from '../../core/http/prepare-request.ts';
import { tokenToCome } from '../oauth/preview-token.ts';
import {
  type AuthorizationOutlook,
  lookAtAuthorization,
  signatureToCome,
} from '../auth/look-at-authorization.ts';
import { nameMissing } from '../sources/fill-scopes.ts';
import { prepareWith } from './prepare-for-send.ts';
import { type RequestSource, readRequestSource } from './request-source.ts';
import type { Service } from './service.ts';

/**
 * Writes a request as code, prepared as for sending. Without `includeSecrets` no secret is even looked up: names in
 * angle brackets are prepared in their place, and credentials typed into the request are taken out.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_VARIABLE_SCOPE_NOT_FOUND, ERR_SECRET_UNREADABLE, and what
 *   `prepareRequest` refuses
 */
export const generateRequestCode: Service<'request.generateCode'> = async (app, input) => {
  const read = await readRequestSource(app, input);
  const source = { ...read, scopes: nameMissing(read.scopes) };
  const includeSecrets = input.includeSecrets === true;
  const hidden = withPlaceholders(source.scopes);
  const scopes = includeSecrets ? source.scopes : hidden.scopes;
  const { request, effective } = source;
  const outlook = await lookAtAuthorization(app, { ...source, auth: effective?.auth });
  const prepared = await prepareWith(
    app,
    { request, auth: effective?.auth, scopes, applied: outlook?.applied },
    prepareRequest,
  );
  addLater(prepared, outlook);
  const shown = includeSecrets ? prepared : { ...prepared, ...redactPrepared(prepared, hidden.placeholders) };
  const codeRequest = toCodeRequest(shown, source);
  const remarks = remarksOn(codeRequest, outlook, includeSecrets);
  const text = generateCode(
    input.target,
    codeRequest,
    remarks.map(({ message }) => message),
  );
  const bare = codeTargets[input.target].generate(codeRequest);
  const known = includeSecrets ? [tokenToCome, signatureToCome] : hidden.placeholders;
  return { code: text, remarks, placeholders: placeholdersIn(bare, known, includeSecrets) };
};

/** A line that is made while it is sent is named in the code, so that its place is seen. */
function addLater({ wire, origins }: PreparedRequest, outlook: AuthorizationOutlook | undefined): void {
  for (const { name, value } of outlook?.later ?? []) {
    // A proof of DPoP has a remark of its own.
    if (name !== 'Authorization') continue;
    wire.headers.push([name, value]);
    origins.push('auth');
  }
}

/** Leaves out what every program adds in its own way: User-Agent, Accept and Accept-Encoding that nobody typed. */
function toCodeRequest(
  prepared: Pick<PreparedRequest, 'wire' | 'form' | 'origins'>,
  source: RequestSource,
): CodeRequest {
  const { wire, form, origins } = prepared;
  const { settings } = source.request;
  return {
    method: wire.method,
    url: wire.url,
    headers: wire.headers.filter((_, index) => origins[index] !== 'app'),
    ...(wire.body === undefined ? {} : { parts: wire.body }),
    ...(form === undefined ? {} : { form }),
    ...(settings?.verifyTls === undefined ? {} : { verifyTls: settings.verifyTls }),
    ...(settings?.timeoutMs === undefined ? {} : { timeoutMs: settings.timeoutMs }),
  };
}

function remarksOn(request: CodeRequest, outlook: AuthorizationOutlook | undefined, includeSecrets: boolean) {
  const remarks: { code: string; message: string }[] = [];
  const isDpop =
    outlook?.token?.isDpop === true ||
    request.headers.some(([name, value]) => name.toLowerCase() === 'authorization' && /^dpop /i.test(value));
  if (isDpop) {
    remarks.push({
      code: 'dpopNotRepeatable',
      message:
        'The access token is bound to a key (DPoP): each request needs a new proof, signed with that key, in a DPoP header. Without it the server refuses this request; Postern makes the proof when it sends.',
    });
  }
  if (outlook?.isMadeEachTime === true) {
    remarks.push({
      code: 'authorizationNotRepeatable',
      message:
        'The authorization of this request is made anew for each send. The code shows where it stands; sign with a library of the language, or send from Postern.',
    });
  }
  if (outlook !== undefined && !outlook.isReal && includeSecrets) {
    remarks.push({
      code: 'tokenToCome',
      message: `There is no usable access token yet. Get one, or put one in the place of ${tokenToCome}.`,
    });
  }
  if ((request.method === 'GET' || request.method === 'HEAD') && request.parts !== undefined) {
    remarks.push({
      code: 'bodyWithGet',
      message: `Not every client sends a body with ${request.method}; fetch refuses to.`,
    });
  }
  return remarks;
}
