import { AppError } from '../../core/errors.ts';
import { decodeToken, readNumericDate, readTextMember, readTokenScopes } from '../../core/jwt/decode.ts';
import type { Service } from './service.ts';

/** Keeps a token that was pasted. What a JWT says about itself is shown. @throws AppError ERR_CALL_INVALID_INPUT */
export const addToken: Service<'token.add'> = async (app, input) => {
  const accessToken = input.value.trim().replace(/^(?:Bearer|DPoP)\s+/i, '');
  if (!/^[\x21-\x7e]+$/.test(accessToken)) {
    throw new AppError(
      'ERR_CALL_INVALID_INPUT',
      'A token has no spaces, line ends or letters beyond ASCII. Copy it again.',
    );
  }
  const decoded = decodeToken(accessToken);
  const payload = decoded.kind === 'jwt' ? decoded.payload : undefined;
  const scopes = (payload && readTokenScopes(payload)) ?? [];
  const expiresAtEpochSec = payload && readNumericDate(payload, 'exp');
  const clientId = payload && (readTextMember(payload, 'cid') ?? readTextMember(payload, 'client_id'));
  const { environmentId } = input;
  const environments = environmentId === undefined ? [] : await app.workspace.listEnvironments();
  const environmentName = environments.find(({ id }) => id === environmentId)?.name;
  const tokenType = input.tokenType ?? 'Bearer';
  const ends = expiresAtEpochSec === undefined ? {} : { expiresAtEpochSec };
  const record = await app.tokens.add(
    {
      cacheKey: '',
      summary: {
        name: input.name.trim() === '' ? 'Pasted token' : input.name.trim(),
        tokenType,
        grantType: 'pasted',
        scope: scopes,
        requestedScope: [],
        createdAtEpochMs: app.now(),
        ...ends,
        ...(environmentId === undefined ? {} : { environmentId }),
        ...(environmentName === undefined ? {} : { environmentName }),
        clientId: clientId ?? '',
        tokenUrl: '',
        hasRefreshToken: false,
        hasIdToken: false,
        canRevoke: false,
        canIntrospect: false,
        canReadUserInfo: false,
      },
    },
    {
      tokens: {
        accessToken,
        tokenType,
        receivedAtEpochSec: Math.floor(app.now() / 1000),
        ...ends,
        scopes,
        scopesGiven: payload !== undefined,
        extra: {},
      },
    },
  );
  if (input.itemId !== undefined) await app.tokens.select(input.itemId, environmentId, record.summary.id);
  return record.summary;
};
