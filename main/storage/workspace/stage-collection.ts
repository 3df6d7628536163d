import { planVariableSave, type VariableSave } from '../../../core/variables/local-values.ts';
import { withoutCommands } from '../../../core/variables/source-rules.ts';
import type { Variable } from '../../../core/variables/variable.ts';
import type {
  CollectionItem,
  CollectionTree,
  FolderItem,
  RequestItem,
} from '../../../core/workspace/collection.ts';
import { FileStems } from '../../../core/workspace/file-stem.ts';
import { writeDefinitionFile } from '../../../core/workspace/formats/definition-file.ts';
import { writeExampleFile } from '../../../core/workspace/formats/example-file.ts';
import { writeRequestFile } from '../../../core/workspace/formats/request-file.ts';
import { type ContainerEntry, type Entry, mintId } from './entry-tree.ts';
import {
  exampleFileName,
  examplesField,
  requestFileName,
  requestResourcesName,
  resourcesName,
} from './layout.ts';
import type { StagedWriter } from './staged-writer.ts';

const orderStep = 1_000;

/** A collection written to a staging folder, not yet in the tree. */
export interface StagedCollection {
  entry: ContainerEntry;
  /** All entries, parents before children. */
  entries: Entry[];
  /** What the variables of its containers mean for this machine. */
  variables: { entry: ContainerEntry; plan: VariableSave }[];
}

/** Number of files a collection becomes. */
export function countFiles(tree: Pick<CollectionTree, 'items'>): number {
  return tree.items.reduce(
    (sum, item) =>
      sum +
      (item.kind === 'folder' ? countFiles(item) : 1 + (item.outline?.exampleCount ?? item.examples.length)),
    1,
  );
}

/** Writes a collection into `directory`, which is made; its entry stands under the name `fileName`. */
export async function stageCollection(
  writer: StagedWriter,
  tree: CollectionTree,
  place: { directory: string; fileName: string; name: string; order: number | undefined },
  newSecretId: () => string,
): Promise<StagedCollection> {
  const staged: Pick<StagedCollection, 'entries' | 'variables'> = { entries: [], variables: [] };
  const stage = new Stage(writer, staged, newSecretId);
  const definition = { ...tree.definition, name: place.name };
  const container = {
    kind: 'collection',
    parent: undefined,
    fileName: place.fileName,
    order: place.order,
  } as const;
  const entry = await stage.container({ definition, items: tree.items }, container, place.directory);
  return { entry, ...staged };
}

/**
 * Makes a variable that came with an import fit to be written. The value of one of type `secret` becomes the current one,
 * which goes to the secret store; no command and no path is taken from anywhere but the user's own typing.
 */
export function importedVariable(given: Variable): Variable {
  const variable = withoutCommands(given);
  if (variable.type !== 'secret' || variable.initialValue === '') return variable;
  return { ...variable, initialValue: '', currentValue: variable.currentValue ?? variable.initialValue };
}

class Stage {
  readonly #writer: StagedWriter;
  readonly #staged: Pick<StagedCollection, 'entries' | 'variables'>;
  readonly #newSecretId: () => string;

  constructor(
    writer: StagedWriter,
    staged: Pick<StagedCollection, 'entries' | 'variables'>,
    newSecretId: () => string,
  ) {
    this.#writer = writer;
    this.#staged = staged;
    this.#newSecretId = newSecretId;
  }

  async container(
    tree: CollectionTree,
    place: Pick<ContainerEntry, 'kind' | 'parent' | 'fileName' | 'order'>,
    directory: string,
  ): Promise<ContainerEntry> {
    const entry: ContainerEntry = {
      id: mintId(),
      ...place,
      name: tree.definition.name,
      children: new Map(),
      definitionName: 'definition.yaml',
    };
    this.#staged.entries.push(entry);
    const resources = `${directory}/${resourcesName}`;
    this.#writer.makeDirectory(resources);
    const plan = planVariableSave(tree.definition.variables.map(importedVariable), [], this.#newSecretId);
    if (plan.local.length > 0) this.#staged.variables.push({ entry, plan });
    const definition = { ...tree.definition, variables: plan.shared };
    await this.#writer.write(
      `${resources}/definition.yaml`,
      writeDefinitionFile({ definition, order: place.order }),
      entry,
    );
    await this.#items(tree.items, entry, directory);
    return entry;
  }

  async #items(items: readonly CollectionItem[], parent: ContainerEntry, directory: string): Promise<void> {
    const folderStems = new FileStems();
    const requestStems = new FileStems();
    for (const [at, item] of items.entries()) {
      const order = (at + 1) * orderStep;
      if (item.kind === 'folder') {
        await this.#folder(item, parent, directory, folderStems.take(item.definition.name), order);
      } else {
        await this.#request(item, parent, directory, requestStems.take(item.name), order);
      }
    }
  }

  async #folder(
    item: FolderItem,
    parent: ContainerEntry,
    directory: string,
    stem: string,
    order: number,
  ): Promise<void> {
    const place = { kind: 'folder', parent, fileName: stem, order } as const;
    parent.children.set(stem, await this.container(item, place, `${directory}/${stem}`));
  }

  async #request(
    item: RequestItem,
    parent: ContainerEntry,
    directory: string,
    stem: string,
    order: number,
  ): Promise<void> {
    const { name, request, examples } = item;
    const entry: Entry = {
      id: mintId(),
      kind: 'request',
      parent,
      fileName: requestFileName(stem),
      name,
      method: request.method,
      order,
    };
    if (examples.length > 0) entry.exampleCount = examples.length;
    this.#staged.entries.push(entry);
    parent.children.set(entry.fileName, entry);
    const text = writeRequestFile({
      name: name === stem ? undefined : name,
      order,
      examples: examples.length === 0 ? undefined : examplesField(stem),
      request,
    });
    await this.#writer.write(`${directory}/${entry.fileName}`, text, entry);
    if (examples.length === 0) return;
    const folder = `${directory}/${resourcesName}/${requestResourcesName(stem)}/examples`;
    this.#writer.makeDirectory(folder);
    const stems = new FileStems();
    for (const [at, example] of examples.entries()) {
      const exampleStem = stems.take(example.name);
      const exampleText = writeExampleFile({ example, order: (at + 1) * orderStep }, exampleStem);
      await this.#writer.write(`${folder}/${exampleFileName(exampleStem)}`, exampleText);
    }
  }
}
