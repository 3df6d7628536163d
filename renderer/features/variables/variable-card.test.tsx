import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Variable } from '../../../core/variables/variable.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FakeDoor, installFakeDoor } from '../../bridge/fake-door.ts';
import { useStore } from '../../store/store.ts';
import { VariableHoverCard } from './public.ts';

const variable = (key: string, more: Partial<Variable>): Variable => ({
  key,
  initialValue: '',
  enabled: true,
  type: 'default',
  ...more,
});
const environment = {
  id: 'e1',
  name: 'Sandbox',
  revision: '1',
  variables: [
    variable('url', { currentValue: 'https://{{org}}' }),
    variable('org', { initialValue: 'acme.example' }),
    variable('apikey', { type: 'secret', secretId: 's1' }),
  ],
};
const globals = {
  id: 'globals',
  name: 'Globals',
  revision: '1',
  variables: [variable('url', { initialValue: 'x' })],
};
const initial = useStore.getState();

let door: FakeDoor;
const onClose = vi.fn();

beforeEach(() => {
  useStore.setState(initial, true);
  onClose.mockClear();
  door = installFakeDoor({
    'variable.set': () => ({}),
    'variable.reveal': () => ({ value: 'shh' }),
    'environment.list': () => ({ environments: [] }),
    'environment.read': () => environment,
  });
  useStore.setState((state) => ({
    environments: { ...state.environments, selectedId: 'e1', selected: environment, globals },
  }));
});

afterEach(() => {
  cleanup();
  replaceDoor(undefined);
});

const show = (name: string) => render(<VariableHoverCard name={name} onClose={onClose} />);
const value = () => screen.getByLabelText<HTMLInputElement>('Current Value');
const setCalls = () =>
  door.calls.filter((call) => call.operation === 'variable.set').map((call) => call.input);

describe('the card of a variable', () => {
  it('shows the value, what it becomes, and where it comes from', () => {
    show('url');
    expect(value().value).toBe('https://{{org}}');
    expect(screen.getByText('https://acme.example')).toBeDefined();
    expect(screen.getByText('Sandbox')).toBeDefined();
    expect(screen.getByText('Wins over Globals, where it is set too.')).toBeDefined();
  });

  it('saves a new value where the variable stands, and nothing that did not change', async () => {
    show('url');
    fireEvent.keyDown(value(), { key: 'Enter' });
    expect(setCalls()).toEqual([]);
    fireEvent.change(value(), { target: { value: 'https://b.example' } });
    fireEvent.keyDown(value(), { key: 'Enter' });
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(setCalls()).toEqual([
      { scope: { kind: 'environment', id: 'e1' }, key: 'url', value: 'https://b.example' },
    ]);
  });

  it('asks for a secret only when it is to be shown', async () => {
    show('apikey');
    expect(value().value).toBe('');
    expect(door.calls).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: 'Show Current Value' }));
    await waitFor(() => expect(value().value).toBe('shh'));
    expect(JSON.stringify(useStore.getState())).not.toContain('shh');
  });

  it('stays open with its text when saving is refused', async () => {
    delete door.answers['variable.set'];
    show('url');
    fireEvent.change(value(), { target: { value: 'kept' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(useStore.getState().notices.items).toHaveLength(1));
    expect(onClose).not.toHaveBeenCalled();
    expect(value().value).toBe('kept');
  });

  it('says that generated values are made anew', () => {
    show('$guid');
    expect(screen.getByText(/Made anew each time/).textContent).toMatch(/[0-9a-f]{8}-/);
    expect(screen.queryByLabelText('Current Value')).toBeNull();
  });

  it('makes a variable that is nowhere, in the environment unless told otherwise', async () => {
    show('nobody');
    expect(screen.getByText('Not defined in Sandbox or Globals.')).toBeDefined();
    fireEvent.change(value(), { target: { value: '7' } });
    fireEvent.click(screen.getByRole('button', { name: 'Create variable' }));
    await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    expect(setCalls()).toEqual([{ scope: { kind: 'environment', id: 'e1' }, key: 'nobody', value: '7' }]);
  });
});
