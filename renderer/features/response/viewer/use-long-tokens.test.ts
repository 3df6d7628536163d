import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../../core/errors.ts';
import { useStore } from '../../../store/store.ts';
import type { BodyRows } from './body-rows.ts';
import type { JsonToken } from './engine/rows.ts';
import { useLongTokens } from './use-long-tokens.ts';

const token = { start: 10, end: 100_010, hiddenBytes: 99_000 } as JsonToken;
const initial = useStore.getState();
beforeEach(() => useStore.setState(initial, true));

const hookOver = (readText: BodyRows['readText']) =>
  renderHook(() => useLongTokens({ readText } as unknown as BodyRows)).result;
const codes = () => useStore.getState().notices.items.map(({ code }) => code);

it('shows more of a token, piece by piece', async () => {
  const long = hookOver((start, end) => Promise.resolve('x'.repeat(end - start)));
  await act(async () => long.current.showMore(token));
  expect(long.current.textOf(token)).toHaveLength(21_000);
  expect(long.current.canShowMore(token)).toBe(true);
  await act(async () => long.current.showMore(token, 200_000));
  expect(long.current.textOf(token)).toHaveLength(100_000);
  expect(long.current.canShowMore(token)).toBe(false);
});

it('says to who asked for more that it cannot be read', async () => {
  const long = hookOver(() => Promise.reject(new AppError('ERR_BODY_NOT_FOUND', 'It is gone.')));
  await act(async () => long.current.showMore(token, 50_000));
  expect(codes()).toEqual([]);
  await act(async () => long.current.showMore(token));
  expect(codes()).toEqual(['ERR_BODY_NOT_FOUND']);
  expect(long.current.textOf(token)).toBeUndefined();
});
