import { useCallback } from 'react';
import { useStore } from '../../store/store.ts';
import { type AnswerLook, firstLook } from './answer-look.ts';

/** Gives how a tab's answers are looked at, and what changes that. */
export function useAnswerLook(tabKey: string): [AnswerLook, (change: Partial<AnswerLook>) => void] {
  const look = useStore((state) => state.responses.looks[tabKey] ?? firstLook);
  const setLook = useStore((state) => state.responses.setLook);
  const change = useCallback((part: Partial<AnswerLook>) => setLook(tabKey, part), [setLook, tabKey]);
  return [look, change];
}
