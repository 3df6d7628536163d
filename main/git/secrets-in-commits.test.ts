import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCanaries } from '../testing/canaries.ts';
import { type GitBench, hasGit, requestFile, startGitBench } from './testing/git-bench.ts';

const file = 'postman/collections/A/One.request.yaml';

describe.skipIf(!hasGit)('secrets in what is committed', () => {
  let bench: GitBench;
  const canaries = createCanaries();
  beforeEach(async () => {
    bench = await startGitBench({ committed: { [file]: requestFile('One', 'https://a.test') } });
    await bench.allow();
  });
  afterEach(() => bench.close());

  it('names the variable and the file, never the value, and commits only when asked again', async () => {
    const secret = canaries.make(true);
    await bench.call('environment.create', {
      name: 'Org',
      variables: [{ key: 'apikey', initialValue: '', currentValue: secret, enabled: true, type: 'secret' }],
    });
    await bench.write(file, requestFile('One', JSON.stringify(`https://a.test/?k=${secret}`)));
    await bench.write('postman/clean.txt', 'clean');
    const paths = [file, 'postman/clean.txt', 'postman/environments/Org.environment.yaml'];
    const input = { paths, message: 'x' };
    const reply = await bench.call('git.commit', input);
    expect(reply).toEqual({
      kind: 'secrets',
      found: [{ path: file, names: ['apikey (Org)'] }],
      uncheckedPaths: [],
      uncheckedSecrets: 0,
    });
    expect(canaries.find(Buffer.from(JSON.stringify(reply)))).toEqual([]);
    expect(bench.git('log', '--format=%s').trim()).toBe('first');
    expect(await bench.call('git.commit', { ...input, allowSecrets: true })).toMatchObject({
      kind: 'committed',
    });
  });

  it('looks for a secret that was typed for this session only', async () => {
    const secret = canaries.make();
    const source = { kind: 'ask' } as const;
    const { id } = await bench.call('environment.create', {
      name: 'Org',
      variables: [{ key: 'typed', initialValue: '', enabled: true, type: 'secret', source }],
    });
    const scope = { kind: 'environment' as const, id };
    await bench.call('value.give', { values: [{ scope, key: 'typed', value: secret }] });
    await bench.write(file, requestFile('One', `https://a.test/${secret}`));
    expect(await bench.call('git.commit', { paths: [file], message: 'x' })).toMatchObject({
      kind: 'secrets',
      found: [{ path: file, names: ['typed (got for this session)'] }],
    });
  });

  it('looks for tokens, the message, and at nothing that was there and goes', async () => {
    const token = canaries.make();
    await bench.call('token.add', { name: 'Mine', value: token });
    expect(await bench.call('git.commit', { paths: [file], message: `uses ${token}` }).catch(() => 0)).toBe(
      0,
    );
    await bench.write(file, requestFile('One', `https://a.test/${token}`));
    expect(await bench.call('git.commit', { paths: [file], message: `uses ${token}` })).toMatchObject({
      kind: 'secrets',
      found: [
        { path: 'the message', names: ['access token “Mine”'] },
        { path: file, names: ['access token “Mine”'] },
      ],
    });
    await bench.call('git.commit', { paths: [file], message: 'x', allowSecrets: true });
    await bench.write(file, requestFile('One', 'https://a.test'));
    expect(await bench.call('git.commit', { paths: [file], message: 'taken out' })).toMatchObject({
      kind: 'committed',
    });
  });
});
