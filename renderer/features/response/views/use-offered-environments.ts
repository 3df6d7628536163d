import { useEffect, useState } from 'react';
import type { ItemId } from '../../../../core/ids.ts';
import { useStore } from '../../../store/store.ts';

/** More environments are in the picker. */
const maxOffered = 2;

/** Gives the environments that would fill in missing names, where none is in use: most likely that is all there is to it. */
export function useOfferedEnvironments(names: readonly string[]): { id: ItemId; name: string }[] {
  const { selectedId, list, findHolders } = useStore((state) => state.environments);
  const wanted = selectedId === undefined ? names.join('\n') : '';
  const [offered, setOffered] = useState<{ wanted: string; environments: { id: ItemId; name: string }[] }>();
  useEffect(() => {
    if (wanted === '') return undefined;
    let isOver = false;
    void findHolders(wanted.split('\n')).then((environments) => {
      if (!isOver) setOffered({ wanted, environments: environments.slice(0, maxOffered) });
    });
    return () => {
      isOver = true;
    };
  }, [wanted, list, findHolders]);
  return wanted !== '' && offered?.wanted === wanted ? offered.environments : [];
}
