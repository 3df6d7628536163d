import type { ChangedItem } from '../../../core/git/git-change.ts';
import { globalsId } from '../../../core/workspace/environment.ts';
import { type ContainerEntry, type EntryTree, isContainerEntry } from './entry-tree.ts';
import type { EnvironmentTable } from './environment-table.ts';
import {
  collectionsPath,
  environmentsPath,
  environmentStem,
  exampleStem,
  globalsFilePath,
  isDefinitionName,
  requestFileName,
  requestStem,
  resourcesName,
  resourcesStem,
} from './layout.ts';

/** Says what the files at these paths (relative to the workspace) are, whether they are still there or not. */
export function describePaths(
  { tree, environments }: { tree: EntryTree; environments: EnvironmentTable },
  paths: readonly string[],
): ChangedItem[] {
  const byFileName = new Map(environments.all().map((entry) => [entry.fileName, entry]));
  return paths.map((path): ChangedItem => {
    if (path === globalsFilePath) return { kind: 'globals', name: 'Globals', id: globalsId };
    const parts = path.split('/');
    const fileName = parts.at(-1) ?? path;
    if (path.startsWith(`${collectionsPath}/`)) return describeInCollection(tree, parts.slice(2));
    const stem = environmentStem(fileName);
    if (stem === undefined || path !== `${environmentsPath}/${fileName}`)
      return { kind: 'file', name: fileName, ...placeOf(parts.slice(0, -1)) };
    const entry = byFileName.get(fileName);
    if (entry === undefined) return { kind: 'environment', name: stem };
    return { kind: 'environment', name: entry.name, id: entry.id };
  });
}

function placeOf(names: readonly string[]): { place?: string } {
  return names.length === 0 ? {} : { place: names.join(' / ') };
}

/** Goes down as far as the tree knows the way; what is gone is called as its folder was. */
function describeInCollection(tree: EntryTree, parts: readonly string[]): ChangedItem {
  const names: string[] = [];
  let container: ContainerEntry | undefined;
  let isKnown = true;
  let at = 0;
  for (; at < parts.length - 1; at += 1) {
    const part = parts[at] ?? '';
    if (part === resourcesName) break;
    const child = isKnown ? tree.siblings(container).get(part) : undefined;
    isKnown = isContainerEntry(child);
    container = isContainerEntry(child) ? child : undefined;
    names.push(container?.name ?? part);
  }
  const rest = parts.slice(at);
  const fileName = rest.at(-1) ?? '';
  const find = (name: string) =>
    isKnown && container !== undefined ? container.children.get(name) : undefined;
  if (rest[0] === resourcesName) return describeResource(rest, names, isKnown ? container : undefined);
  const stem = requestStem(fileName);
  const entry = find(fileName);
  if (stem === undefined || (entry !== undefined && entry.kind !== 'request'))
    return { kind: 'file', name: entry?.name ?? fileName, ...placeOf(names) };
  if (entry === undefined) return { kind: 'request', name: stem, ...placeOf(names) };
  const { id, name, method } = entry;
  return { kind: 'request', name, id, ...(method === undefined ? {} : { method }), ...placeOf(names) };
}

/** What stands in the `.resources` of a collection or folder: its definition, and examples of its requests. */
function describeResource(
  parts: readonly string[],
  names: readonly string[],
  container: ContainerEntry | undefined,
): ChangedItem {
  const fileName = parts.at(-1) ?? '';
  if (parts.length === 2 && isDefinitionName(fileName)) {
    return {
      kind: names.length > 1 ? 'folder' : 'collection',
      name: names.at(-1) ?? fileName,
      ...(container === undefined ? {} : { id: container.id }),
      ...placeOf(names.slice(0, -1)),
    };
  }
  const owner = resourcesStem(parts[1] ?? '');
  const example = exampleStem(fileName);
  if (owner === undefined || example === undefined)
    return { kind: 'file', name: fileName, ...placeOf(names) };
  const request =
    container?.children.get(requestFileName(owner)) ?? container?.children.get(`${owner}.request.yml`);
  return {
    kind: 'example',
    name: example,
    ...(request === undefined ? {} : { id: request.id }),
    ...placeOf([...names, request?.name ?? owner]),
  };
}
