import { lazyPart } from '../../ui/lazy-part.tsx';

/** The list of environments; fetched with the first look at it. */
export const EnvironmentList = lazyPart(async () => (await import('./environment-list.tsx')).EnvironmentList);
