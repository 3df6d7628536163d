import type { JsonObject } from '../../json-value.ts';
import { field } from '../../postman/residue.ts';
import { countItems } from '../count-items.ts';
import type { ImportedMaterial } from '../imported-material.ts';
import type { NoteBook } from '../notes.ts';
import { countOpenCollectionRequests, kindOfItem, readOpenCollection } from '../opencollection.ts';
import { refusal } from '../refusal.ts';
import type { Steps } from '../steps.ts';
import { noteUnsafe, removeUnsafe } from '../unsafe-keys.ts';
import { damagedKey, isWorkspace } from './assemble.ts';

/**
 * Makes material of an OpenCollection document, or of one item of such a collection that stands alone.
 *
 * @throws AppError ERR_IMPORT_UNSUPPORTED for a workspace of Bruno's, ERR_IMPORT_TOO_DEEP
 */
export function* openCollectionMaterial(
  document: JsonObject,
  name: string,
  notes: NoteBook,
): Steps<ImportedMaterial> {
  removeUnsafe(document, (path) => noteUnsafe(path, notes));
  if (isWorkspace(document)) throw refusal('bruno-workspace', 0);
  const isItem = field(document, 'opencollection') === undefined && kindOfItem(document) !== 'folder';
  const info = field(document, 'info') ?? null;
  const whole: JsonObject = isItem ? { info, items: [document] } : document;
  const damaged = field(whole, damagedKey);
  const counted = countOpenCollectionRequests(whole) + (typeof damaged === 'number' ? damaged : 0);
  const { collection, environments } = yield* readOpenCollection(whole, name, notes);
  return {
    formats: ['opencollection'],
    collections: [collection],
    environments,
    globals: [],
    leaves: { in: counted, mapped: countItems(collection.items), reported: notes.lostRequests },
  };
}
