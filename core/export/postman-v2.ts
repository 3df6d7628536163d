import type { JsonObject } from '../json-value.ts';
import { writeContainer, writeRequestItem } from '../postman/item.ts';
import type { CollectionItem, CollectionTree } from '../workspace/collection.ts';
import { blankSecrets } from './blank-secrets.ts';

/** An export and where secrets were taken out of it. */
export interface PostmanExport {
  document: JsonObject;
  /** Names down to the place, such as `Users › Create user › auth.bearer.token`. */
  blanked: string[];
}

/**
 * Writes a collection as Postman's format 2.1. Everything an import kept is given back. Secrets are blanked unless
 * they are asked for.
 */
export function exportPostmanV2(
  tree: CollectionTree,
  { includeSecrets }: { includeSecrets: boolean },
): PostmanExport {
  const written = writeContainer(tree.definition, 'collection', tree.items.map(writeItem));
  if (includeSecrets) return { document: written, blanked: [] };
  // What an import kept is shared with the tree; blanking must not reach it.
  const document = JSON.parse(JSON.stringify(written)) as JsonObject;
  return { document, blanked: blankSecrets(document) };
}

function writeItem(item: CollectionItem): JsonObject {
  if (item.kind === 'request') return writeRequestItem(item);
  return writeContainer(item.definition, 'folder', item.items.map(writeItem));
}
