import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventPayload } from '../../core/contract.ts';
import { type GitBench, hasGit, requestFile, startGitBench } from './testing/git-bench.ts';

const users = 'postman/collections/Users';
const list = `${users}/List users.request.yaml`;

describe.skipIf(!hasGit)('discarding changes', () => {
  let bench: GitBench;
  beforeEach(async () => {
    bench = await startGitBench({
      prefix: 'api',
      committed: {
        [`api/${users}/.resources/definition.yaml`]: '$kind: collection\nname: Users\n',
        [`api/${list}`]: requestFile('List users', 'https://a.test/users'),
        [`api/${users}/Gone.request.yaml`]: requestFile('Gone', 'https://a.test/gone'),
      },
    });
    await bench.allow();
  });
  afterEach(() => bench.close());

  const changes = async () => (await bench.call('git.readStatus', {})).changes;
  const externallyChanged = () =>
    bench.events
      .filter(({ name }) => name === 'workspace.treeChanged')
      .flatMap(({ payload }) => (payload as EventPayload<'workspace.treeChanged'>).externallyChangedIds);

  it('discards a change with a way back, and windows hear of both as of changes from outside', async () => {
    const { nodes } = await bench.call('workspace.readTree', {});
    const node = nodes.find(({ name }) => name === 'List users');
    const committed = await bench.read(`api/${list}`);
    const request = await bench.call('request.read', { id: node?.id ?? '' });
    await bench.call('request.save', {
      id: request.id,
      request: { ...request.request, url: 'https://a.test/edited' },
      revision: request.revision,
    });
    const edited = await bench.read(`api/${list}`);
    expect(edited).toContain('edited');
    bench.events.length = 0;
    const { undoId } = await bench.call('git.discard', { paths: [`api/${list}`] });
    expect(await bench.read(`api/${list}`)).toBe(committed);
    expect(externallyChanged()).toContain(request.id);
    bench.events.length = 0;
    await bench.call('workspace.undo', { undoId });
    expect(await bench.read(`api/${list}`)).toBe(edited);
    expect(externallyChanged()).toContain(request.id);
  });

  it('takes away what is new with its folders, brings back what was deleted and renamed, and undoes all of it', async () => {
    await bench.write(`api/${users}/Folder/.resources/definition.yaml`, '$kind: collection\nname: Folder\n');
    await bench.write(`api/${users}/Folder/New.request.yaml`, requestFile('New', 'https://a.test/new'));
    bench.git('rm', '--quiet', '--cached', `api/${users}/Gone.request.yaml`);
    bench.git('mv', `api/${list}`, `api/${users}/Renamed.request.yaml`);
    const before = (await changes()).map(({ path, state }) => `${state} ${path}`);
    expect(before).toContain(`renamed api/${users}/Renamed.request.yaml`);
    const { undoId } = await bench.call('git.discard', { paths: (await changes()).map(({ path }) => path) });
    expect(bench.git('status', '--porcelain', '--ignored')).toBe('');
    const names = (await bench.call('workspace.readTree', {})).nodes.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['Gone', 'List users', 'Users']);
    await bench.call('workspace.undo', { undoId });
    expect(await bench.read(`api/${users}/Folder/New.request.yaml`)).toContain('/new');
    expect(bench.git('status', '--porcelain', '-uall')).toContain('Renamed.request.yaml');
  });

  it('shows an item that was renamed here as one change, commits it whole, and takes it back whole', async () => {
    const { nodes } = await bench.call('workspace.readTree', {});
    const id = nodes.find(({ name }) => name === 'Gone')?.id ?? '';
    await bench.call('item.rename', { id, name: 'Here' });
    const [renamed, ...others] = await changes();
    expect(others).toEqual([]);
    expect(renamed).toMatchObject({ state: 'renamed', item: { kind: 'request', name: 'Here', id } });
    const oldPath = renamed?.oldPath ?? '';
    const path = renamed?.path ?? '';
    expect(path).not.toBe(oldPath);
    const { undoId } = await bench.call('git.discard', { paths: [path] });
    expect(bench.git('status', '--porcelain', '-uall')).toBe('');
    await bench.call('workspace.undo', { undoId });
    expect(await changes()).toMatchObject([{ state: 'renamed', path, oldPath }]);
    await bench.call('git.commit', { paths: [path], message: 'renamed' });
    expect(bench.git('status', '--porcelain', '-uall')).toBe('');
  });

  it('does not undo a discard over a later change', async () => {
    await bench.write(`api/${list}`, 'one\n');
    const { undoId } = await bench.call('git.discard', { paths: [`api/${list}`] });
    await bench.write(`api/${list}`, 'two\n');
    expect(await bench.refuse('workspace.undo', { undoId })).toBe('ERR_WORKSPACE_CONFLICT');
    expect(await bench.read(`api/${list}`)).toBe('two\n');
  });
});
