import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { MarkedText } from './marked-text.tsx';

afterEach(cleanup);

it('names what would turn the direction of a text, and keeps the text as it is', () => {
  const text = 'abc\u202Etxt.exe\u202C \uFFFD';
  const { container } = render(<MarkedText text={text} offset={0} marks={undefined} />);
  expect(container.textContent).toBe(text);
  const signs = Array.from(container.querySelectorAll('bdi'), (sign) => sign.dataset['name']);
  expect(signs).toEqual(['RLO', 'PDF']);
});

it('leaves a text without them alone', () => {
  const { container } = render(<MarkedText text="שלום" offset={0} marks={undefined} />);
  expect(container.innerHTML).toBe('שלום');
});
