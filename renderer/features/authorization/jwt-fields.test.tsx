import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Auth } from '../../../core/auth/auth.ts';
import { type FreshStore, freshStore } from '../../store/fresh-store.ts';

let store: FreshStore;
const onChange = vi.fn<(auth: Auth) => void>();

beforeEach(async () => {
  vi.resetModules();
  onChange.mockClear();
});
afterEach(cleanup);

const auth = (values: Record<string, string>): Auth => ({
  type: 'jwt',
  credentials: Object.entries(values).map(([key, value]) => ({ key, value })),
});

async function show(values: Record<string, string>, answer: () => unknown = () => ({ choices: [] })) {
  store = await freshStore({ 'key.import': answer as never, 'key.list': () => ({ keys: [] }) });
  const { JwtFields } = await import('./jwt-fields.tsx');
  render(<JwtFields auth={auth(values)} onChange={onChange} />);
}

const move = () =>
  act(async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Move it to Keys' }));
    await store.settle();
  });

describe('JwtFields', () => {
  it('asks for a secret or a key, as the algorithm wants', async () => {
    await show({ algorithm: 'HS256' });
    expect(screen.getByRole('textbox', { name: 'Secret' })).toBeDefined();
    expect(screen.queryByRole('combobox', { name: 'Key' })).toBeNull();
    fireEvent.click(screen.getByRole('checkbox', { name: 'The secret is Base64' }));
    expect(onChange.mock.lastCall?.[0].credentials).toContainEqual({
      key: 'isSecretBase64Encoded',
      value: true,
    });
    cleanup();
    await show({ algorithm: 'RS256' });
    expect(screen.getByRole('combobox', { name: 'Key' })).toBeDefined();
    expect(screen.queryByRole('textbox', { name: 'Secret' })).toBeNull();
  });

  it('moves a pasted key out of the files, once it is kept', async () => {
    await show({ algorithm: 'ES256', privateKey: 'pem', passphrase: 'open' }, () => ({
      key: { id: 'k1' },
      choices: [],
    }));
    expect(screen.queryByText('pem')).toBeNull();
    await move();
    expect(store.door.calls).toContainEqual({
      operation: 'key.import',
      input: { text: 'pem', passphrase: 'open' },
    });
    expect(onChange).toHaveBeenCalledWith(
      auth({ algorithm: 'ES256', privateKey: '', passphrase: '', keyId: 'k1' }),
    );
  });

  it('leaves the key where it is when it was refused', async () => {
    await show({ algorithm: 'ES256', privateKey: 'pem' }, () => {
      throw new Error('no');
    });
    await move();
    expect(onChange).not.toHaveBeenCalled();
  });

  it('shows a key that is a variable as it stands', async () => {
    await show({ algorithm: 'ES256', privateKey: '{{pem}}' });
    expect(screen.queryByRole('button', { name: 'Move it to Keys' })).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Private Key' })).toBeDefined();
  });
});
