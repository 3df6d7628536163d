import type { FakeAnswers, FakeDoor } from '../bridge/fake-door.ts';
import type { State } from './store.ts';

/** A store of a test's own, and the Node side it talks to. */
export interface FreshStore {
  door: FakeDoor;
  state: () => State;
  /** Lets answers that are on their way arrive. */
  settle: () => Promise<void>;
}

/** For tests, after `vi.resetModules()`: makes a new store over a fake Node side. */
export async function freshStore(answers: FakeAnswers = {}): Promise<FreshStore> {
  const { installFakeDoor } = await import('../bridge/fake-door.ts');
  const door = installFakeDoor(answers);
  const { useStore } = await import('./store.ts');
  return {
    door,
    state: () => useStore.getState(),
    settle: () => new Promise((resolve) => void setTimeout(resolve)),
  };
}
