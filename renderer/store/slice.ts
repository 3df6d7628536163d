import type { State } from './store.ts';

/** What a slice is made with: a way to change its own part of the state, and a look at all of it. */
export interface SliceTools<K extends keyof State> {
  /** Merges a change into the slice; other slices are out of reach. */
  set(change: Partial<State[K]> | ((slice: State[K]) => Partial<State[K]>)): void;
  get(): State;
}

/** Makes one slice: its plain-JSON state and its actions. Only slices call the bridge. */
export type SliceCreator<K extends keyof State> = (tools: SliceTools<K>) => State[K];
