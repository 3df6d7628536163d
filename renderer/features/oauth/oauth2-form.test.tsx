import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type OAuth2Config, newOAuth2Config } from '../../../core/auth/oauth2/config.ts';
import { readOAuth2Config, writeOAuth2Config } from '../../../core/auth/oauth2/config-format.ts';
import type { Auth } from '../../../core/auth/auth.ts';
import { freshStore } from '../../store/fresh-store.ts';

const onChange = vi.fn<(auth: Auth) => void>();

beforeEach(async () => {
  vi.resetModules();
  onChange.mockClear();
  await freshStore({ 'token.list': () => ({ tokens: [] }), 'key.list': () => ({ keys: [] }) });
});
afterEach(cleanup);

async function show(fields: Partial<OAuth2Config>) {
  // What comes with the first open list is there already: a busy machine takes longer for it than is waited for.
  await import('../../ui/select-layer.tsx');
  const { OAuth2Form } = await import('./oauth2-form.tsx');
  const empty: Auth = { type: 'oauth2', credentials: [] };
  const auth = writeOAuth2Config(empty, { ...newOAuth2Config(), ...fields });
  render(<OAuth2Form auth={auth} onChange={onChange} itemId={undefined} />);
}

/** The grants that are offered, by the words of the list. */
async function grants() {
  fireEvent.click(screen.getByRole('combobox', { name: 'Grant Type' }));
  await screen.findByRole('listbox');
  return screen.getAllByRole('option').map((option) => option.textContent);
}

describe('the set-up of a token', () => {
  it('does not offer Implicit and Password', async () => {
    await show({});
    const offered = await grants();
    expect(offered).toContain('Client Credentials');
    expect(offered.filter((label) => /implicit|password/i.test(label))).toEqual([]);
  });

  it.each([
    ['implicit', /^Implicit \(legacy\)/, /hands the token over in the address bar/],
    ['password_credentials', /^Password Credentials \(legacy\)/, /gives your password to this app/],
  ] as const)('labels %s of an old set-up, and says why', async (grantType, label, reason) => {
    await show({ grantType });
    expect(screen.getByText(reason)).toBeDefined();
    const offered = await grants();
    expect(offered.filter((text) => label.test(text))).toHaveLength(1);
    expect(offered.filter((text) => /legacy/.test(text))).toHaveLength(1);
  });

  it('asks for what an assertion is made of, and not where one is given', async () => {
    await show({ grantType: 'jwt_bearer', clientAuthentication: 'none' });
    fireEvent.change(screen.getByRole('textbox', { name: 'Subject' }), { target: { value: 'ann' } });
    const changed = onChange.mock.lastCall?.[0];
    expect(changed && readOAuth2Config(changed).grantSubject).toBe('ann');
    expect(screen.getByRole('combobox', { name: 'Key' })).toBeDefined();
    cleanup();
    await show({ grantType: 'jwt_bearer', grantAssertion: '{{assertion}}' });
    expect(screen.queryByRole('textbox', { name: 'Subject' })).toBeNull();
  });

  it('asks for the kind of an actor’s token once there is one', async () => {
    await show({ grantType: 'token_exchange', audience: 'api' });
    expect(screen.queryByRole('combobox', { name: 'Actor Token Type' })).toBeNull();
    cleanup();
    await show({ grantType: 'token_exchange', audience: 'api', actorToken: '{{actor}}' });
    expect(screen.getByRole('combobox', { name: 'Actor Token Type' })).toBeDefined();
  });
});
