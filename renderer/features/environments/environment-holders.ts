import type { ItemId } from '../../../core/ids.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceTools } from '../../store/slice.ts';

/** Looked into at most; more are in the picker. */
const mostLookedInto = 50;

export interface EnvironmentHolders {
  /** Gives the environments that have a variable of one of these names, those that have most of them first. */
  findHolders(names: readonly string[]): Promise<{ id: ItemId; name: string }[]>;
}

export function createEnvironmentHolders({ get }: SliceTools<'environments'>): EnvironmentHolders {
  return {
    async findHolders(names) {
      const wanted = new Set(names);
      const filled = get().environments.list.filter(({ variableCount }) => variableCount > 0);
      const looks = filled.slice(0, mostLookedInto).map(async ({ id, name }) => {
        // One that is gone meanwhile, or damaged, is not offered.
        const variables = await call('environment.read', { id }).then(
          (environment) => environment.variables,
          () => [],
        );
        const held = new Set(
          variables.filter(({ enabled, key }) => enabled && wanted.has(key)).map(({ key }) => key),
        );
        return { id, name, held: held.size };
      });
      const found = (await Promise.all(looks)).filter(({ held }) => held > 0);
      return found.toSorted((left, right) => right.held - left.held).map(({ id, name }) => ({ id, name }));
    },
  };
}
