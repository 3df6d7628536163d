import { isAppError } from '../../errors.ts';
import type { JsonObject } from '../../json-value.ts';
import { asText, field, isObject } from '../../postman/residue.ts';
import { setOwn } from '../../workspace/formats/read-yaml.ts';
import type { BruFile } from '../bruno.ts';
import { maxFolderDepth, tooDeep } from '../limits.ts';
import { kindOfItem } from '../opencollection.ts';
import type { NoteBook } from '../notes.ts';
import { readForeignYaml } from '../read-foreign-yaml.ts';
import { objectIn, objectsIn } from './fields.ts';

/** The file of a folder that makes it a collection. */
export const rootFileName = 'opencollection.yml';
const folderFileName = 'folder.yml';

interface Folder {
  own: JsonObject;
  folders: Map<string, Folder>;
  requests: JsonObject[];
}

const newFolder = (): Folder => ({ own: {}, folders: new Map(), requests: [] });

/**
 * Makes one document of the files of a folder: `opencollection.yml`, `folder.yml`, `environments/*.yml`, and an item in every
 * other YAML file. A damaged file is named and left out.
 *
 * @throws AppError ERR_IMPORT_TOO_DEEP
 */
export function assembleOpenCollection(files: readonly BruFile[], notes: NoteBook): JsonObject {
  const root = newFolder();
  const environments: JsonObject[] = [];
  let damaged = 0;
  for (const { path, text } of files) {
    const parts = path.split('/');
    const last = parts.pop() ?? '';
    const isEnvironment = parts[0] === 'environments' && parts.length === 1;
    const isPart = last === folderFileName || path === rootFileName;
    try {
      const value = readForeignYaml(text);
      const stem = last.replace(/\.ya?ml$/i, '');
      if (isEnvironment) environments.push({ name: stem, ...value });
      else if (isPart) folderAt(root, parts).own = value;
      else if (kindOfItem(value) === 'folder') noteNoRequest(path, notes);
      else folderAt(root, parts).requests.push(named(value, stem));
    } catch (fault) {
      if (!isAppError(fault) || fault.code !== 'ERR_IMPORT_INVALID_YAML') throw fault;
      const lost = isEnvironment || isPart ? 0 : 1;
      damaged += lost;
      notes.addLost(fault.code, [path], fault.message, lost);
    }
  }
  const config = objectIn(root.own, 'config');
  const all = [...objectsIn(config, 'environments'), ...environments];
  return { ...documentOf(root), config: { ...config, environments: all }, [damagedKey]: damaged };
}

function noteNoRequest(path: string, notes: NoteBook): void {
  notes.add('opencollection.noRequest', 'lost', [path], 'The file holds no request and was left out.');
}

/** Where a document made of files says how many of them, each a request, could not be read. */
export const damagedKey = '(damaged)';

function folderAt(root: Folder, parts: readonly string[]): Folder {
  if (parts.length > maxFolderDepth) throw tooDeep();
  let folder = root;
  for (const part of parts) {
    let inner = folder.folders.get(part);
    if (inner === undefined) {
      inner = newFolder();
      folder.folders.set(part, inner);
    }
    folder = inner;
  }
  return folder;
}

function named(item: JsonObject, name: string): JsonObject {
  const copy: JsonObject = {};
  for (const [key, value] of Object.entries(item)) setOwn(copy, key, value);
  copy['info'] = { name, ...objectIn(item, 'info') };
  return copy;
}

/** Folders first, each kind by its number and then by its name, as Bruno shows them. */
function documentOf({ own, folders, requests }: Folder): JsonObject {
  const inner = Array.from(folders, ([key, folder]) => {
    const document = named(documentOf(folder), key);
    return { ...document, info: { ...objectIn(document, 'info'), type: 'folder' } };
  });
  const written = field(own, 'items');
  const items = [...(Array.isArray(written) ? written : []), ...inOrder(inner), ...inOrder(requests)];
  return { ...own, items };
}

function inOrder(items: readonly JsonObject[]): JsonObject[] {
  const seq = (item: JsonObject) => {
    const value = field(objectIn(item, 'info'), 'seq');
    return typeof value === 'number' ? value : Number.MAX_SAFE_INTEGER;
  };
  const name = (item: JsonObject) => asText(field(objectIn(item, 'info'), 'name'));
  return items.toSorted((left, right) => seq(left) - seq(right) || (name(left) < name(right) ? -1 : 1));
}

/** Tells whether a document is a workspace of Bruno's, which only names collections. */
export function isWorkspace(document: JsonObject): boolean {
  const info = field(document, 'info');
  return isObject(info) && field(info, 'type') === 'workspace';
}
