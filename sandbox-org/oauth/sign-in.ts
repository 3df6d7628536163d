/** The sign-in page: who is signing in, to which app, and for which scopes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import type Provider from 'oidc-provider';
import { nowIso, type Org, type User } from '../org.ts';
import { requireUser } from '../user-view.ts';
import { escapeHtml, pageHtml, sendPage } from './page.ts';
import { readText } from './read-form.ts';
import { allScopes } from './scopes.ts';

/** What the page needs. */
export interface SignInParts {
  readonly provider: Provider;
  readonly org: Org;
  /** The one password of everybody. */
  readonly password: string;
}

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

/** Answers `GET` and `POST /signin/:uid`. */
export async function handleSignIn(
  parts: SignInParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let interaction: Interaction;
  try {
    interaction = await parts.provider.interactionDetails(request, response);
  } catch {
    const text = '<p role="alert">This sign-in has ended. Start again from the app.</p>';
    return sendPage(response, 400, pageHtml('Sign in', text));
  }
  const known = parts.org.state.users.get(interaction.session?.accountId ?? '');
  if (interaction.prompt.name === 'consent' && known !== undefined) {
    return finish(parts, request, response, interaction, known);
  }
  if (request.method !== 'POST') return showForm(parts, response, interaction, 200);
  const form = new URLSearchParams(await readText(request));
  const username = form.get('username') ?? '';
  const user = findPerson(parts.org, username);
  if (user === undefined || !samePassword(form.get('password') ?? '', parts.password)) {
    return showForm(parts, response, interaction, 401, username);
  }
  user.lastLogin = nowIso(parts.org);
  return finish(parts, request, response, interaction, user);
}

function findPerson(org: Org, username: string): User | undefined {
  try {
    const user = requireUser(org.state, username.trim(), undefined);
    return user.status === 'DEPROVISIONED' || user.status === 'SUSPENDED' ? undefined : user;
  } catch {
    return undefined;
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const samePassword = (given: string, wanted: string): boolean =>
  timingSafeEqual(digest(given), digest(wanted));

/** Signing in is the consent: a grant for everything the app asks goes with it. */
async function finish(
  { provider, org }: SignInParts,
  request: IncomingMessage,
  response: ServerResponse,
  interaction: Interaction,
  user: User,
): Promise<void> {
  const { client_id: clientId, scope } = interaction.params;
  const known =
    interaction.grantId === undefined ? undefined : await provider.Grant.find(interaction.grantId);
  const grant =
    known?.accountId === user.id
      ? known
      : new provider.Grant({ accountId: user.id, clientId: String(clientId) });
  const scopes = textOf(scope);
  grant.addOIDCScope(scopes);
  grant.addResourceScope(org.url, scopes);
  const grantId = await grant.save();
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: user.id, remember: false }, consent: { grantId } },
    { mergeWithLastSubmission: true },
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function showForm(
  { org }: SignInParts,
  response: ServerResponse,
  interaction: Interaction,
  status: number,
  username = textOf(interaction.params['login_hint']),
): void {
  const app = org.state.apps.get(textOf(interaction.params['client_id']));
  const asked = textOf(interaction.params['scope'])
    .split(' ')
    .filter((scope) => allScopes.includes(scope));
  const refusal = status === 401 ? '<p role="alert">Unable to sign in: wrong username or password.</p>' : '';
  const content = `
<p>to <strong>${escapeHtml(app?.label ?? 'an app')}</strong>, which asks for:</p>
<ul>${asked.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul>${refusal}
<form method="post" action="/signin/${escapeHtml(encodeURIComponent(interaction.uid))}">
<label>Username <input name="username" autocomplete="username" required value="${escapeHtml(username)}"></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button type="submit">Sign in</button></form>
<p>The password stands on the sandbox card in Postern.</p>`;
  sendPage(
    response,
    status,
    pageHtml('Sign in', content),
    callbackSource(interaction.params['redirect_uri']),
  );
}

/** The source of a callback as a content security policy names it. */
function callbackSource(redirectUri: unknown): string[] {
  if (typeof redirectUri !== 'string' || !URL.canParse(redirectUri)) return [];
  const { protocol, origin } = new URL(redirectUri);
  return [protocol === 'http:' || protocol === 'https:' ? origin : protocol];
}
