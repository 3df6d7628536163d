import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import { newOAuth2Config } from '../../../core/auth/oauth2/config.ts';
import { AppError } from '../../../core/errors.ts';
import type { KeySummary } from '../../../core/jwt/key-summary.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FakeDoor, installFakeDoor } from '../../bridge/fake-door.ts';
import { useStore } from '../../store/store.ts';
import { AssertionDialog, OAuth2Form } from './public.ts';

const key: KeySummary = {
  id: 'k1',
  name: 'Service',
  kid: 'kid-1',
  thumbprint: 'kid-1',
  alg: 'RS256',
  kty: 'RSA',
  createdAtEpochMs: 0,
  origin: 'generated',
  usedBy: [],
  publicJwk: {},
};
const tokenUrl = 'https://acme.okta.com/oauth2/v1/token';
const initial = useStore.getState();
const variable = (name: string, value: string, type: Variable['type'] = 'default'): Variable => ({
  key: name,
  initialValue: value,
  enabled: true,
  type,
});

let door: FakeDoor;
beforeEach(() => {
  useStore.setState(initial, true);
  door = installFakeDoor({
    'key.list': () => ({ keys: [key] }),
    'token.list': () => ({ tokens: [] }),
    'assertion.sign': () => ({ jwt: 'head.claims.signature' }),
  });
});
afterEach(() => {
  cleanup();
  replaceDoor(undefined);
});

/** Opens the assertion from the form, whose fields are variables of the environment. */
async function openFromForm(variables: Variable[]) {
  useStore.setState((state) => ({
    keys: { ...state.keys, list: [key] },
    environments: {
      ...state.environments,
      selectedId: 'e1',
      selected: { id: 'e1', name: 'Sandbox', revision: 'e', variables },
    },
  }));
  const auth = writeOAuth2Config(
    { type: 'oauth2', credentials: [] },
    {
      ...newOAuth2Config(),
      grantType: 'client_credentials',
      accessTokenUrl: '{{url}}/oauth2/v1/token',
      clientId: '{{clientId}}',
      clientAuthentication: 'private_key_jwt',
      keyId: key.id,
    },
  );
  render(
    <>
      <OAuth2Form auth={auth} onChange={() => undefined} itemId={undefined} />
      <AssertionDialog />
    </>,
  );
  fireEvent.click(await screen.findByRole('button', { name: 'Show the assertion' }));
  return screen.findByRole('dialog', { name: 'Client assertion' });
}

const field = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const claims = () => JSON.parse(field('Claims').value) as Record<string, unknown>;
const setClaims = (change: object) =>
  fireEvent.change(field('Claims'), {
    target: { value: JSON.stringify({ ...claims(), ...change }, null, 2) },
  });
const signButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Sign' });
const signCalls = () => door.calls.filter(({ operation }) => operation === 'assertion.sign');
const visible = [variable('url', 'https://acme.okta.com'), variable('clientId', '0oa1')];

describe('the client assertion', () => {
  it('starts from the set-up, is signed as it stands, and is masked and gone with the dialog', async () => {
    const dialog = await openFromForm(visible);
    expect(JSON.parse(field('Header').value)).toEqual({ alg: 'RS256', kid: 'kid-1' });
    const drafted = claims();
    expect(drafted).toMatchObject({ iss: '0oa1', sub: '0oa1', aud: tokenUrl });
    expect(Number(drafted['exp']) - Number(drafted['iat'])).toBe(300);
    expect(Math.abs(Number(drafted['iat']) - Date.now() / 1_000)).toBeLessThan(5);
    setClaims({ extra: true });
    fireEvent.click(signButton());
    const signed = await within(dialog).findByLabelText<HTMLInputElement>('Signed assertion');
    expect([signed.type, signed.value]).toEqual(['password', 'head.claims.signature']);
    expect(signCalls()[0]?.input).toEqual({
      keyId: 'k1',
      header: { alg: 'RS256', kid: 'kid-1' },
      claims: { ...drafted, extra: true },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Fresh times and jti' }));
    expect(claims()['jti']).not.toBe(drafted['jti']);
    expect(screen.queryByLabelText('Signed assertion')).toBeNull();
    useStore.getState().keys.closeAssertion();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(JSON.stringify(useStore.getState())).not.toContain('head.claims.signature');
  });

  it('is not signed with a quoted exp; one click mends it', async () => {
    await openFromForm(visible);
    const { exp } = claims();
    setClaims({ exp: String(exp) });
    expect(signButton().disabled).toBe(true);
    expect(within(screen.getByRole('region', { name: 'Checks' })).getAllByRole('listitem')).toHaveLength(1);
    fireEvent.click(screen.getByRole('button', { name: 'Remove the quotes' }));
    expect(claims()['exp']).toBe(exp);
    expect(signButton().disabled).toBe(false);
    expect(signCalls()).toEqual([]);
  });

  it('leaves a field empty whose variable is secret, and follows what is typed there', async () => {
    await openFromForm([variable('url', '', 'secret'), variable('clientId', '0oa1')]);
    expect(claims()['aud']).toBe('');
    expect(screen.queryByRole('button', { name: 'Use the address that is called' })).toBeNull();
    expect(signButton().disabled).toBe(true);
    fireEvent.change(field('Endpoint called'), { target: { value: tokenUrl } });
    fireEvent.change(field('Client ID'), { target: { value: '0oa2' } });
    expect(claims()).toMatchObject({ iss: '0oa2', sub: '0oa2', aud: tokenUrl });
    expect(signButton().disabled).toBe(false);
  });

  it('shows why the Node side refused', async () => {
    door.answers['assertion.sign'] = () => {
      throw new AppError('ERR_SECRET_UNREADABLE', 'The key cannot be decrypted.');
    };
    await openFromForm(visible);
    fireEvent.click(signButton());
    expect((await screen.findByRole('alert')).textContent).toContain('ERR_SECRET_UNREADABLE');
  });
});
