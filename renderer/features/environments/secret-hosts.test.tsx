import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Variable } from '../../../core/variables/variable.ts';
import { SecretHosts, suggestHost } from './secret-hosts.tsx';

afterEach(cleanup);

const row: Variable = { key: 'apiKey', initialValue: '', enabled: true, type: 'secret' };

async function open(hosts: string[] | undefined, suggested?: string) {
  const onChange = vi.fn<(hosts: string[]) => void>();
  render(<SecretHosts row={{ ...row, ...(hosts && { hosts }) }} suggested={suggested} onChange={onChange} />);
  fireEvent.click(screen.getByRole('button', { name: /Only for hosts of apiKey/ }));
  return {
    onChange,
    field: await screen.findByLabelText<HTMLTextAreaElement>('Only for hosts', {}, { timeout: 5_000 }),
  };
}
const done = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Done' });

it('offers the host of the environment once, and gives hosts as they are compared', async () => {
  const { onChange, field } = await open(['a.example'], 'dev-1.okta.com');
  fireEvent.click(screen.getByRole('button', { name: 'Add dev-1.okta.com' }));
  expect(screen.queryByRole('button', { name: /^Add/ })).toBeNull();
  fireEvent.change(field, { target: { value: `${field.value}\nhttps://B.example/x` } });
  fireEvent.click(done());
  expect(onChange).toHaveBeenCalledWith(['a.example', 'dev-1.okta.com', 'b.example']);
});

it('takes no line that is no host', async () => {
  const { onChange, field } = await open(undefined);
  fireEvent.change(field, { target: { value: 'no host' } });
  expect(done().disabled).toBe(true);
  expect(onChange).not.toHaveBeenCalled();
});

it('gives an empty list where everything was taken out, so that a save unbinds', async () => {
  const { onChange, field } = await open(['a.example']);
  fireEvent.change(field, { target: { value: ' ' } });
  fireEvent.click(done());
  expect(onChange).toHaveBeenCalledWith([]);
});

it.each<[Partial<Variable>, string | undefined]>([
  [{ key: 'url', initialValue: 'https://dev-1.okta.com/' }, 'dev-1.okta.com'],
  [{ key: 'baseUrl', initialValue: 'x', currentValue: 'http://127.0.0.1:8080/api' }, '127.0.0.1:8080'],
  [{ key: 'url', initialValue: '{{other}}' }, undefined],
  [{ key: 'url', initialValue: 'https://a.example', enabled: false }, undefined],
])('suggests the host of %j', (more, host) => {
  expect(suggestHost([{ ...row, type: 'default', ...more }])).toBe(host);
});
