import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ValueState } from '../../../core/contract/value.ts';
import type { ValueSource } from '../../../core/variables/value-source.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import { installFakeDoor } from '../../bridge/fake-door.ts';
import { useStore } from '../../store/store.ts';
import { agoText, withSource } from './source-kinds.tsx';
import { ValueSourceControl } from './value-source-control.tsx';

afterEach(cleanup);

const row: Variable = { key: 'key', initialValue: '', enabled: true, type: 'default' };
const scope = { kind: 'environment' as const, id: 'e' };
const program: ValueSource = { kind: 'program', command: 'op read x' };

function show(more: Partial<Variable> = {}, states: ValueState[] = []) {
  useStore.setState((state) => ({ values: { ...state.values, states: { 'environment e': states } } }));
  const onChange = vi.fn<(row: Variable) => void>();
  render(
    <ValueSourceControl row={{ ...row, ...more }} scope={scope} isReadOnly={false} onChange={onChange} />,
  );
  return { onChange, trigger: screen.getByRole('button', { name: /Where the value of key comes from/ }) };
}
async function openAs(kind: string, more: Partial<Variable> = {}) {
  const shown = show(more);
  fireEvent.click(shown.trigger);
  fireEvent.click(await screen.findByRole('combobox', { name: 'Current Value' }, { timeout: 5_000 }));
  fireEvent.click(await screen.findByRole('option', { name: kind }, { timeout: 5_000 }));
  return shown;
}
const done = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Done' });

describe('where a value comes from', () => {
  it('is a command once it can be run: the row becomes a secret, and what was typed goes', async () => {
    const { onChange } = await openAs('Got from a program', { currentValue: 'typed' });
    expect(done().disabled).toBe(true);
    const field = screen.getByRole('textbox', { name: 'Command' });
    fireEvent.change(field, { target: { value: 'op read x | cat' } });
    expect(done().disabled).toBe(true);
    expect(screen.getByText(/No shell runs here/)).toBeTruthy();
    fireEvent.change(field, { target: { value: 'op read\nx' } });
    fireEvent.click(done());
    expect(onChange).toHaveBeenCalledWith({ ...row, type: 'secret', source: program });
  });

  it('warns of a word that looks like a secret', async () => {
    await openAs('Got from a program');
    fireEvent.change(screen.getByRole('textbox', { name: 'Command' }), {
      target: { value: 'tool --password=hunter22' },
    });
    expect(screen.getByText(/looks like a secret/)).toBeTruthy();
    expect(done().disabled).toBe(false);
  });

  it('is a question that leaves the type alone, or typed again', async () => {
    const first = await openAs('Asked for when sending');
    fireEvent.click(done());
    expect(first.onChange).toHaveBeenCalledWith({ ...row, source: { kind: 'ask' } });
    cleanup();
    const second = await openAs('Typed here', { source: program, type: 'secret' });
    fireEvent.click(done());
    expect(second.onChange).toHaveBeenCalledWith({ ...row, type: 'secret', source: null });
  });
});

describe('how it stands', () => {
  const failed = {
    key: 'key',
    source: program,
    isHere: false,
    atEpochMs: 1,
    error: { code: 'ERR_VARIABLE_PROGRAM_FAILED' as const, message: 'not signed in' },
  };

  it.each<[ValueSource, ValueState[], string]>([
    [program, [], 'op read x, not saved yet'],
    [program, [{ key: 'key', source: program, isHere: false }], 'op read x, not got yet'],
    [program, [{ key: 'key', source: { kind: 'program', command: 'other' }, isHere: true }], 'not saved yet'],
    [program, [{ key: 'key', source: program, isHere: true, atEpochMs: 1 }], 'op read x, got'],
    [
      { kind: 'ask' },
      [{ key: 'key', source: { kind: 'ask' }, isHere: false }],
      'Asked when sending, not asked yet',
    ],
    [program, [failed], 'op read x, failed'],
  ])('%o with %o is "%s"', (source, states, words) => {
    expect(show({ source }, states).trigger.getAttribute('aria-label')).toContain(words);
  });

  it('says why it failed, and gets it again', async () => {
    const door = installFakeDoor({ 'value.get': () => ({}) });
    const { trigger } = show({ source: program }, [failed]);
    fireEvent.click(trigger);
    expect(await screen.findByText('not signed in', {}, { timeout: 5_000 })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Get it again' }));
    await expect.poll(() => door.calls).toEqual([{ operation: 'value.get', input: { scope, key: 'key' } }]);
  });

  it('is said in a word or two', () => {
    expect([5_000, 61_000, 3_700_000, 200_000_000].map(agoText)).toEqual([
      'just now',
      '1 min ago',
      '1 h ago',
      '2 days ago',
    ]);
    expect(withSource(row, undefined)).toBe(row);
  });
});
