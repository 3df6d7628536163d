import { lazyPart } from '../../ui/lazy-part.tsx';

/** The explorer, fetched when it is first opened. */
export const SchemaExplorerPane = lazyPart(
  async () => (await import('./schema-explorer.tsx')).SchemaExplorer,
);
