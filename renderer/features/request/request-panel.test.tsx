import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { emptyRequest, type Request } from '../../../core/http/request.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import type { TreeNode } from '../../../core/workspace/tree-node.ts';
import { replaceDoor } from '../../bridge/bridge.ts';
import { type FakeDoor, installFakeDoor } from '../../bridge/fake-door.ts';
import { useStore } from '../../store/store.ts';
import { RequestPanel } from './public.ts';

const nodes: TreeNode[] = [
  { id: 'c1', kind: 'collection', name: 'Users' },
  { id: 'f1', kind: 'folder', parentId: 'c1', name: 'Lifecycle' },
  { id: 'r1', kind: 'request', parentId: 'f1', name: 'Activate user' },
];
const request: Request = {
  ...emptyRequest(),
  method: 'POST',
  url: '{{url}}/users/:id/activate?sendEmail=false',
  queryParams: [{ key: 'sendEmail', value: 'false' }],
  pathVariables: [{ key: 'id', value: '' }],
};
const initial = useStore.getState();

let door: FakeDoor;
let environmentVariables: Variable[];

beforeEach(() => {
  useStore.setState(initial, true);
  environmentVariables = [];
  const environment = () => ({ id: 'e1', name: 'Sandbox', revision: 'e', variables: environmentVariables });
  door = installFakeDoor({
    'request.read': () => ({ id: 'r1', name: 'Activate user', request, revision: 'rev1' }),
    'request.save': () => ({ revision: 'rev2' }),
    'definition.read': ({ id }) => ({
      id,
      revision: 'd',
      definition:
        id === 'c1'
          ? {
              name: 'Users',
              variables: [],
              scripts: [],
              auth: { type: 'bearer', credentials: [{ key: 'token', value: '{{token}}' }] },
            }
          : { name: 'Lifecycle', variables: [], scripts: [] },
    }),
    'environment.list': () => ({ environments: [{ id: 'e1', name: 'Sandbox', variableCount: 0 }] }),
    'environment.read': environment,
    'variable.set': ({ key, value }) => {
      environmentVariables = [
        ...environmentVariables,
        { key, initialValue: '', currentValue: value, enabled: true, type: 'default' },
      ];
      return {};
    },
  });
  useStore.setState((state) => ({
    tree: { ...state.tree, nodes: Object.fromEntries(nodes.map((node) => [node.id, node])) },
    environments: { ...state.environments, selectedId: 'e1', selected: environment() },
  }));
});

afterEach(() => {
  cleanup();
  replaceDoor(undefined);
});

async function openRequest(): Promise<string> {
  const tabKey = useStore.getState().tabs.open({ kind: 'request', itemId: 'r1', title: 'Activate user' });
  render(<RequestPanel tabKey={tabKey} />);
  await screen.findByRole('textbox', { name: 'URL' });
  return tabKey;
}

const field = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name });

describe('the request editor', () => {
  it('shows where the request stands and opens what is around it', async () => {
    await openRequest();
    const breadcrumb = screen.getByRole('navigation', { name: 'Breadcrumb' });
    fireEvent.click(within(breadcrumb).getByRole('button', { name: 'Lifecycle' }));
    expect(useStore.getState().tabs.tabs).toContainEqual(
      expect.objectContaining({ kind: 'collection', itemId: 'f1' }),
    );
  });

  it('keeps Params in step with the URL while typing in either', async () => {
    const tabKey = await openRequest();
    fireEvent.change(field('URL'), { target: { value: '{{url}}/users/:id/activate?sendEmail=true&x=1' } });
    const query = () => screen.getByRole('table', { name: 'Query Params' });
    expect(within(query()).getByRole<HTMLInputElement>('textbox', { name: 'Value, row 1' }).value).toBe(
      'true',
    );
    fireEvent.change(within(query()).getByRole('textbox', { name: 'Value, row 2' }), {
      target: { value: '2' },
    });
    fireEvent.click(within(query()).getByRole('checkbox', { name: 'Enabled, row 1' }));
    expect(field('URL').value).toBe('{{url}}/users/:id/activate?x=2');
    expect(useStore.getState().tabs.tabs.find((tab) => tab.key === tabKey)?.dirty).toBe(true);
  });

  it('saves with Save, which rests while there is nothing to save', async () => {
    await openRequest();
    const save = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Save' });
    expect(save().disabled).toBe(true);
    fireEvent.change(field('URL'), { target: { value: 'https://example.com' } });
    fireEvent.click(save());
    await waitFor(() => expect(save().disabled).toBe(true));
    expect(door.calls.findLast((call) => call.operation === 'request.save')?.input).toMatchObject({
      id: 'r1',
      revision: 'rev1',
      request: { url: 'https://example.com', queryParams: [], pathVariables: [] },
    });
  });

  it('names what has no value before sending, and takes the value right there', async () => {
    await openRequest();
    const before = await screen.findByRole('group', { name: 'Before sending' });
    expect(within(before).getByRole('button', { name: '{{url}}' })).toBeDefined();
    expect(within(before).getByRole('button', { name: ':id' })).toBeDefined();
    expect(within(before).getByRole('button', { name: '{{token}}' })).toBeDefined();

    fireEvent.click(within(before).getByRole('button', { name: '{{url}}' }));
    const card = await screen.findByRole('dialog', { name: 'Variable url' });
    fireEvent.change(within(card).getByLabelText('Current Value'), {
      target: { value: 'http://127.0.0.1:1' },
    });
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: 'Create variable' })));
    expect(door.calls.find((call) => call.operation === 'variable.set')?.input).toEqual({
      scope: { kind: 'environment', id: 'e1' },
      key: 'url',
      value: 'http://127.0.0.1:1',
    });
    await waitFor(() => expect(within(before).queryByRole('button', { name: '{{url}}' })).toBeNull());
    expect(within(before).getByRole('button', { name: ':id' })).toBeDefined();
  });

  it('shows the inherited authorization, where it comes from and what it adds', async () => {
    const tabKey = await openRequest();
    act(() => useStore.getState().requests.showSection(tabKey, 'authorization'));
    const panel = within(screen.getByRole('tabpanel', { name: 'Authorization' }));
    expect(panel.getByRole('combobox', { name: 'Auth Type' }).textContent).toBe('Inherit auth from parent');
    expect(await panel.findByText('Authorization: Bearer {{token}}')).toBeDefined();
    fireEvent.click(panel.getByRole('button', { name: 'Users' }));
    expect(useStore.getState().tabs.tabs).toContainEqual(
      expect.objectContaining({ kind: 'collection', itemId: 'c1' }),
    );
  });

  it('asks what to do when the file changed under edits', async () => {
    const tabKey = await openRequest();
    fireEvent.change(field('URL'), { target: { value: 'https://mine.example' } });
    const theirs = { ...request, url: 'https://theirs.example', queryParams: [], pathVariables: [] };
    door.answers['request.read'] = () => ({
      id: 'r1',
      name: 'Activate user',
      request: theirs,
      revision: 'rev9',
    });
    act(() =>
      useStore
        .getState()
        .requests.takeTreeChange({ upserted: [], removedIds: [], externallyChangedIds: ['r1'] }),
    );
    const question = await screen.findByRole('alert');
    expect(field('URL').value).toBe('https://mine.example');
    fireEvent.click(within(question).getByRole('button', { name: 'Reload' }));
    await waitFor(() => expect(field('URL').value).toBe('https://theirs.example'));
    expect(useStore.getState().requests.editors[tabKey]?.conflict).toBe(false);
  });

  it('asks where to save a request that was never saved', async () => {
    const tabKey = useStore.getState().requests.openNew({ parentId: 'c1' });
    render(<RequestPanel tabKey={tabKey} />);
    fireEvent.change(field('URL'), { target: { value: 'https://example.com/api/v1/users?limit=5' } });
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    const dialog = await screen.findByRole('dialog', { name: 'Save request' });
    const name = within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Name' });
    expect(name.value).toBe('GET /api/v1/users');
    expect(within(dialog).getByRole<HTMLInputElement>('radio', { name: 'Users' }).checked).toBe(true);
    fireEvent.change(within(dialog).getByRole('searchbox'), { target: { value: 'life' } });
    fireEvent.click(within(dialog).getByRole('radio', { name: /Lifecycle/ }));
    const { draft } = useStore.getState().requests.editors[tabKey] ?? {};
    door.answers['item.create'] = ({ parentId, name: given }) => ({
      node: { id: 'r2', kind: 'request', name: given, parentId },
    });
    door.answers['request.read'] = () => ({
      id: 'r2',
      name: 'GET /api/v1/users',
      request: draft ?? emptyRequest(),
      revision: 'rev1',
    });
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(door.calls.find((call) => call.operation === 'item.create')?.input).toMatchObject({
      parentId: 'f1',
      name: 'GET /api/v1/users',
    });
    expect(useStore.getState().tabs.tabs[0]).toMatchObject({ itemId: 'r2', dirty: false });
  });
});
