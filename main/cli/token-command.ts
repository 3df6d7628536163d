import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Auth } from '../../core/auth/auth.ts';
import { readOAuth2Config } from '../../core/auth/oauth2/config-format.ts';
import { isUnattendedGrant } from '../../core/auth/oauth2/config.ts';
import { isDpopToken } from '../../core/auth/oauth2/token-set.ts';
import { AppError } from '../../core/errors.ts';
import type { ItemId } from '../../core/ids.ts';
import type { TreeNode } from '../../core/workspace/tree-node.ts';
import type { ServiceTokenRequest } from '../oauth/service-token.ts';
import { type ParsedArguments, parseArguments, usageError } from './arguments.ts';
import { findByName, findItem } from './find-items.ts';
import { type CliApp, folderOptions, withApp } from './open-cli-app.ts';
import type { Terminal } from './terminal.ts';

/** What `token --json` prints, by the names of RFC 6749 section 5.1. */
interface PrintedToken {
  access_token: string;
  token_type: string;
  /** Seconds from now. */
  expires_in?: number;
  scope: string;
}

/** Where a client secret is read from: a command line is there for every process of the machine to see. */
const secretVariable = 'POSTERN_CLIENT_SECRET';
const secretMethods = ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const;

/** A stored token this close to its end is not handed out. */
const leastLifeSec = 60;

/**
 * `postern token`: prints an access token, got without a browser. With `--client` for a service and its key or secret, of
 * which nothing is stored; with a path by the set-up of a collection, folder or request.
 */
export async function tokenCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(args, {
    flags: ['json', 'dpop'],
    values: [...folderOptions, 'client', 'key', 'client-auth', 'token-url', 'scope', 'environment'],
    lists: ['var'],
  });
  const [itemPath, ...more] = parsed.positionals;
  const asService = parsed.value('client') !== undefined;
  if (more.length > 0 || asService === (itemPath !== undefined)) {
    throw usageError('Name a client with --client, or one collection, folder or request.');
  }
  return withApp(parsed, terminal, async (cli) => {
    const token =
      itemPath === undefined
        ? await getServiceToken(cli, parsed, terminal)
        : await getStoredToken(cli, itemPath, parsed.value('environment'));
    if (isDpopToken({ tokenType: token.token_type })) {
      terminal.tell(
        'This token is bound to a DPoP key: it works only with a proof, which postern send makes.',
      );
    }
    await terminal.write(
      parsed.has('json') ? `${JSON.stringify(token, null, 2)}\n` : `${token.access_token}\n`,
    );
    return 0;
  });
}

async function getServiceToken(
  cli: CliApp,
  parsed: ParsedArguments,
  terminal: Terminal,
): Promise<PrintedToken> {
  const required = (name: string) => {
    const value = parsed.value(name);
    if (value === undefined) throw usageError(`With --client, --${name} is needed too.`);
    return value;
  };
  const tokens = await cli.app.requestServiceToken(
    {
      clientId: required('client'),
      tokenUrl: required('token-url'),
      scope: parsed.value('scope') ?? '',
      dpop: parsed.has('dpop') ? 'on' : 'auto',
      credentials: await readCredentials(parsed, terminal),
    },
    terminal.signal,
  );
  const { accessToken, tokenType, expiresAtEpochSec, receivedAtEpochSec, scopes } = tokens;
  return {
    access_token: accessToken,
    token_type: tokenType,
    ...(expiresAtEpochSec === undefined ? {} : { expires_in: expiresAtEpochSec - receivedAtEpochSec }),
    scope: scopes.join(' '),
  };
}

/** A file of that name wins over a stored key of that name; `-` is standard input. Without a key a secret is used. */
async function readCredentials(
  parsed: ParsedArguments,
  terminal: Terminal,
): Promise<ServiceTokenRequest['credentials']> {
  const given = parsed.value('key');
  const wanted = parsed.value('client-auth');
  if (given === undefined) {
    const secret = process.env[secretVariable] ?? '';
    const method = secretMethods.find((name) => name === (wanted ?? secretMethods[0]));
    if (method === undefined) throw usageError(`--client-auth takes ${secretMethods.join(', ')}.`);
    if (secret !== '') return { secret, method };
    throw usageError(`With --client, --key or the environment variable ${secretVariable} is needed too.`);
  }
  if (wanted !== undefined && wanted !== 'private_key_jwt') {
    throw usageError('With --key the client signs with it; --client-auth is for secrets.');
  }
  const passphrase = process.env['POSTERN_KEY_PASSPHRASE'];
  if (given === '-') return { text: await terminal.readInput(), passphrase };
  try {
    return { text: await readFile(path.resolve(terminal.cwd, given), 'utf8'), passphrase };
  } catch {
    return { name: given };
  }
}

async function getStoredToken(
  cli: CliApp,
  itemPath: string,
  environmentName: string | undefined,
): Promise<PrintedToken> {
  const { nodes } = await cli.call('workspace.readTree', {});
  const itemId = findItem(nodes, itemPath);
  const environmentId =
    environmentName === undefined
      ? undefined
      : findByName((await cli.call('environment.list', {})).environments, environmentName);
  const auth = await findAuth(cli, nodes, itemId);
  if (auth?.type !== 'oauth2') {
    throw new AppError('ERR_OAUTH_TOKEN_MISSING', `"${itemPath}" does not use OAuth 2.0.`, {
      details: { reason: 'otherAuth' },
    });
  }
  const place = { itemId, ...(environmentId === undefined ? {} : { environmentId }) };
  const nowEpochSec = Date.now() / 1000;
  let { token } = await cli.call('token.readCurrent', place);
  const isFresh = token !== undefined && (token.expiresAtEpochSec ?? Infinity) > nowEpochSec + leastLifeSec;
  if (!isFresh && token?.hasRefreshToken === true) token = await cli.call('token.refresh', { id: token.id });
  else if (!isFresh && isUnattendedGrant(readOAuth2Config(auth).grantType)) {
    ({ token } = await cli.call('oauth.getToken', { auth, ...place }));
  } else if (!isFresh) token = undefined;
  if (token === undefined) {
    throw new AppError(
      'ERR_OAUTH_TOKEN_MISSING',
      'Only a browser can get this token. Open Postern and use "Get New Access Token" under Authorization.',
      { details: { reason: 'browserNeeded' } },
    );
  }
  const { value } = await cli.call('token.reveal', { id: token.id, part: 'access' });
  return {
    access_token: value,
    token_type: token.tokenType,
    ...(token.expiresAtEpochSec === undefined
      ? {}
      : { expires_in: Math.floor(token.expiresAtEpochSec - nowEpochSec) }),
    scope: token.scope.join(' '),
  };
}

/** The authorization in force at an item: its own, else that of the nearest parent. */
async function findAuth(cli: CliApp, nodes: readonly TreeNode[], itemId: ItemId): Promise<Auth | undefined> {
  let node = nodes.find(({ id }) => id === itemId);
  for (let depth = 0; node !== undefined && depth < 100; depth += 1) {
    const { id, kind, parentId } = node;
    const auth =
      kind === 'request'
        ? (await cli.call('request.read', { id })).request.auth
        : (await cli.call('definition.read', { id })).definition.auth;
    if (auth !== undefined) return auth;
    node = nodes.find((candidate) => candidate.id === parentId);
  }
  return undefined;
}
