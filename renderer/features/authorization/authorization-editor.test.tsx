import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Auth } from '../../../core/auth/auth.ts';
import { AuthorizationEditor, type InheritedAuth } from './public.ts';
import { findInheritedAuth } from './inherited-auth.ts';

const auth = (type: string, values: Record<string, string>): Auth => ({
  type,
  credentials: Object.entries(values).map(([key, value]) => ({ key, value })),
});
const onChange = vi.fn();
const onTypeChange = vi.fn();

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

function show(own: Auth | undefined, inherited?: InheritedAuth, canInherit = true) {
  render(
    <AuthorizationEditor itemId="r1" auth={own} {...{ canInherit, inherited, onChange, onTypeChange }} />,
  );
}

describe('AuthorizationEditor', () => {
  it('changes one parameter and keeps the others', () => {
    show(auth('apikey', { key: 'X-Key', value: '{{apikey}}', in: 'query', extra: 'kept' }));
    fireEvent.change(screen.getByRole('textbox', { name: 'Key' }), { target: { value: 'X-Other' } });
    expect(onChange).toHaveBeenCalledWith(
      auth('apikey', { key: 'X-Other', value: '{{apikey}}', in: 'query', extra: 'kept' }),
    );
    expect(screen.getByText('X-Key={{apikey}}')).toBeDefined();
  });

  it('warns of a secret typed into the file, and not of a variable', () => {
    show(auth('bearer', { token: 'eyJ' }));
    expect(screen.getByText(/Saved in the files of the workspace/)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Show Token' })).toBeDefined();
    cleanup();
    show(auth('bearer', { token: '{{token}}' }));
    expect(screen.queryByText(/Saved in the files/)).toBeNull();
  });

  it('shows a type that is only kept, without its secrets', () => {
    show(auth('ntlm', { username: 'tony', password: 'pepper', domain: 'x' }));
    expect(screen.getByText('NTLM Authentication is kept, and not sent')).toBeDefined();
    expect(screen.getByText('tony')).toBeDefined();
    expect(screen.queryByText('pepper')).toBeNull();
  });

  it('tells a collection without authorization from an inheriting request', () => {
    show(undefined, undefined, false);
    expect(screen.getByRole('combobox', { name: 'Auth Type' }).textContent).toContain('No Auth');
    cleanup();
    show(undefined);
    expect(screen.getByRole('combobox', { name: 'Auth Type' }).textContent).toContain(
      'Inherit auth from parent',
    );
    expect(screen.getByText(/has an authorization to inherit/)).toBeDefined();
  });
});

describe('findInheritedAuth', () => {
  const bearer = auth('bearer', { token: 't' });
  const none = auth('noauth', {});
  const definition = (name: string, own?: Auth) => ({ name, variables: [], scripts: [], auth: own });

  it('is the nearest one, and "No Auth" ends the search', () => {
    const definitions = { f: definition('Folder'), c: definition('Collection', bearer) };
    expect(findInheritedAuth(['f', 'c'], definitions)).toEqual({
      auth: bearer,
      from: { id: 'c', name: 'Collection' },
    });
    expect(findInheritedAuth(['f', 'c'], { ...definitions, f: definition('Folder', none) })?.auth).toEqual(
      none,
    );
    expect(findInheritedAuth(['f'], definitions)).toBeUndefined();
    expect(findInheritedAuth(['gone'], definitions)).toBeUndefined();
  });
});
