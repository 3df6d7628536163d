import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { VariableSupport } from './variable-support.ts';
import { VariableTextField } from './variable-text-field.tsx';
import type { VariableTextFieldProps } from './variable-text-field.tsx';

const support: VariableSupport = {
  statusOf: (name) => (name.startsWith('$') ? 'generated' : name === 'gone' ? 'unresolved' : 'resolved'),
  suggestions: () => [{ value: 'url', detail: 'https://host' }, { value: 'userId' }, { value: '$guid' }],
  renderCard: (name, close) => (
    <button type="button" onClick={close}>
      {`Card of ${name}`}
    </button>
  ),
};

afterEach(cleanup);

function renderField(initial: string, options: Partial<VariableTextFieldProps> = {}) {
  const seen = vi.fn<(value: string) => void>();
  function Host() {
    const [value, setValue] = useState(initial);
    return (
      <VariableTextField
        label="URL"
        value={value}
        onChange={(next) => {
          seen(next);
          setValue(next);
        }}
        variables={support}
        {...options}
      />
    );
  }
  const { container } = render(<Host />);
  const input = screen.getByRole<HTMLInputElement>('textbox', { name: 'URL' });
  return {
    input,
    value: () => seen.mock.lastCall?.[0] ?? initial,
    overlay: () => container.querySelector('[data-overlay]'),
  };
}

/** Types as a person would: the text is there, the caret at its end. */
function type(input: HTMLInputElement, text: string) {
  fireEvent.change(input, { target: { value: text } });
}

describe('colouring', () => {
  test('draws the same text, with each variable marked by its status', () => {
    const { overlay } = renderField('{{url}}/users/{{gone}}?nonce={{$guid}}&{{');
    expect(overlay()?.textContent).toBe('{{url}}/users/{{gone}}?nonce={{$guid}}&{{');
    const marks = [...(overlay()?.querySelectorAll('[data-status]') ?? [])];
    expect(marks.map((mark) => [mark.textContent, mark.getAttribute('data-status')])).toEqual([
      ['{{url}}', 'resolved'],
      ['{{gone}}', 'unresolved'],
      ['{{$guid}}', 'generated'],
    ]);
  });

  test('is hidden from assistive technology, which reads the field', () => {
    const { overlay, input } = renderField('{{url}}');
    expect(overlay()?.closest('[aria-hidden="true"]')).not.toBeNull();
    expect(input.value).toBe('{{url}}');
  });
});

describe('completion', () => {
  const options = () => screen.queryAllByRole('option').map((option) => option.textContent);

  test('offers variables after two braces and narrows down', () => {
    const { input } = renderField('');
    type(input, '{');
    expect(options()).toEqual([]);
    type(input, '{{');
    expect(options()).toEqual(['urlhttps://host', 'userId', '$guid']);
    type(input, '{{us');
    expect(options()).toEqual(['userId']);
    expect(input.getAttribute('aria-activedescendant')).toBe(screen.getByRole('option').id);
  });

  test('Enter takes the active one and does not reach the owner', () => {
    const onEnter = vi.fn();
    const { input, value } = renderField('', { onEnter });
    type(input, 'https://{{us');
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(value()).toBe('https://{{userId}}');
    expect(onEnter).not.toHaveBeenCalled();
    expect(options()).toEqual([]);
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(onEnter).toHaveBeenCalledOnce();
  });

  test('arrows choose, Escape closes', () => {
    const { input, value } = renderField('');
    type(input, '{{');
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    fireEvent.keyDown(input, { key: 'Escape' });
    expect(options()).toEqual([]);
    type(input, '{{u');
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    fireEvent.keyDown(input, { key: 'Tab' });
    expect(value()).toBe('{{userId}}');
  });

  test('other suggestions never change what Enter sends', () => {
    const onEnter = vi.fn();
    const { input, value } = renderField('', {
      onEnter,
      suggestions: [{ value: 'Accept' }, { value: 'Accept-Language' }],
    });
    type(input, 'acc');
    expect(options()).toEqual(['Accept', 'Accept-Language']);
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(value()).toBe('acc');
    expect(onEnter).toHaveBeenCalledOnce();
    fireEvent.keyDown(input, { key: 'ArrowDown' });
    fireEvent.keyDown(input, { key: 'Enter' });
    expect(value()).toBe('Accept');
  });
});

describe('keys', () => {
  test('Ctrl+Enter sends', () => {
    const onModEnter = vi.fn();
    const { input } = renderField('x', { onModEnter });
    fireEvent.keyDown(input, { key: 'Enter', ctrlKey: true });
    expect(onModEnter).toHaveBeenCalledOnce();
  });

  test('nothing is taken while an input method composes', () => {
    const onEnter = vi.fn();
    const { input } = renderField('x', { onEnter });
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true });
    expect(onEnter).not.toHaveBeenCalled();
  });

  test('F2 opens the card of the variable under the caret', () => {
    const { input } = renderField('{{url}}/x');
    input.setSelectionRange(9, 9);
    fireEvent.keyDown(input, { key: 'F2' });
    expect(screen.queryByRole('dialog')).toBeNull();
    input.setSelectionRange(3, 3);
    act(() => {
      fireEvent.keyDown(input, { key: 'F2' });
    });
    expect(screen.getByRole('dialog', { name: 'Variable url' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Card of url' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('pasting', () => {
  const paste = (input: HTMLInputElement, text: string) =>
    fireEvent.paste(input, { clipboardData: { getData: () => text } });

  test('drops line breaks and the indentation after them', () => {
    const { input, value } = renderField('ab');
    input.setSelectionRange(1, 1);
    paste(input, 'https://host\n  /path\r\n');
    expect(value()).toBe('ahttps://host/pathb');
  });

  test('lets the owner take the text first', () => {
    const { input, value } = renderField('', { onPaste: (event) => event.preventDefault() });
    paste(input, 'curl \\\n https://host');
    expect(value()).toBe('');
  });
});
