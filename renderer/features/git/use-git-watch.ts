import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';

/** Keeps what is known of changes fresh for as long as they are looked at. */
export function useGitWatch(): void {
  const watch = useStore((state) => state.git.watch);
  useEffect(() => watch(), [watch]);
}
