import type { Row } from '../http/row.ts';
import type { JsonObject } from '../json-value.ts';
import { asText, field, isObject } from '../postman/residue.ts';
import type { Variable } from '../variables/variable.ts';
import type { CollectionItem, CollectionTree, RequestItem } from '../workspace/collection.ts';
import type { Definition } from '../workspace/definition.ts';
import { hasHeader, passHeaders } from './inherited-headers.ts';
import { readInsomniaAuth } from './insomnia/auth.ts';
import { insomniaVariables } from './insomnia/environment.ts';
import {
  type InsomniaEnvironment,
  type InsomniaNode,
  type InsomniaWorkspace,
  ownOrMeta,
} from './insomnia/nodes.ts';
import { insomniaScripts, keptFields, readInsomniaRequest, rowsOf } from './insomnia/request.ts';
import { PromptTags } from './insomnia/prompt-tags.ts';
import { ResponseTags } from './insomnia/response-tags.ts';
import { InsomniaTemplates } from './insomnia/template.ts';
import { workspacesOfV4 } from './insomnia/v4.ts';
import { workspaceOfV5 } from './insomnia/v5.ts';
import type { NoteBook } from './notes.ts';
import type { ImportedEnvironment } from './postman-environment.ts';
import type { Steps } from './steps.ts';
import { noteTemplates, noteTemplatesOf } from './templates.ts';

/** What an Insomnia file holds. */
export interface InsomniaMaterial {
  collections: CollectionTree[];
  environments: ImportedEnvironment[];
}

/**
 * Makes collections and environments of an Insomnia export, version 4 or 5. The base environment holds for every
 * request, so it becomes the collection's variables; its sub environments become environments.
 *
 * @throws AppError ERR_IMPORT_TOO_DEEP
 */
export function* readInsomnia(
  document: JsonObject,
  version: 4 | 5,
  name: string,
  notes: NoteBook,
): Steps<InsomniaMaterial> {
  const fallback = name.replace(/\.(?:json|ya?ml)$/i, '');
  const workspaces =
    version === 4 ? workspacesOfV4(document, fallback, notes) : [workspaceOfV5(document, notes)];
  const reader = new InsomniaReader(fallback === '' ? 'Insomnia' : fallback, notes);
  for (const workspace of workspaces) yield* reader.workspace(workspace);
  for (const tree of reader.material.collections) noteTemplates(tree, notes);
  return reader.material;
}

class InsomniaReader {
  readonly material: InsomniaMaterial = { collections: [], environments: [] };
  private readonly name: string;
  private readonly notes: NoteBook;
  private responses: ResponseTags;
  private prompts: PromptTags;
  private templates: InsomniaTemplates;
  private readonly requests: [raw: JsonObject, item: RequestItem][] = [];
  /** What the environments of this workspace set, by the first that sets it. */
  private inEnvironments = new Map<string, string>();

  constructor(name: string, notes: NoteBook) {
    this.name = name;
    this.notes = notes;
    this.responses = new ResponseTags([], new Set(), notes);
    this.prompts = new PromptTags(new Set(), notes);
    this.templates = new InsomniaTemplates(this.responses, this.prompts, notes);
  }

  *workspace(workspace: InsomniaWorkspace): Steps<void> {
    const given = asText(field(workspace.raw, 'name')).trim();
    const name = given === '' ? this.name : given;
    const taken = new Set(namesIn(workspace.environments));
    this.responses = new ResponseTags(workspace.nodes, taken, this.notes);
    this.prompts = new PromptTags(taken, this.notes);
    this.templates = new InsomniaTemplates(this.responses, this.prompts, this.notes);
    const alone = workspace.onlyEnvironments && workspace.nodes.length === 0;
    const base = workspace.environments.flatMap((environment) => this.variables(environment));
    this.inEnvironments = new Map();
    for (const environment of workspace.environments) this.subEnvironments(environment, alone ? base : []);
    if (alone) {
      this.material.environments.push({ name, variables: [...base, ...this.prompts.variables()] });
      return;
    }
    const definition = this.definition(workspace.raw, name, [name]);
    definition.variables.push(...base);
    const headers = rowsOf(this.templates.value(field(workspace.raw, 'headers') ?? null, [name]));
    const items = yield* this.items(workspace.nodes, [name], headers);
    definition.variables.push(...this.prompts.variables());
    for (const [raw, item] of this.requests.splice(0)) this.responses.addRules(raw, item);
    this.material.collections.push({ definition, items });
  }

  /** Sub environments, each with the values of those around it that it does not set itself. */
  private subEnvironments(environment: InsomniaEnvironment, inherited: Variable[]): void {
    for (const sub of environment.subs) {
      const own = this.variables(sub);
      const set = new Set(own.map(({ key }) => key));
      for (const key of set) if (!this.inEnvironments.has(key)) this.inEnvironments.set(key, sub.name);
      const variables = [...own, ...inherited.filter(({ key }) => !set.has(key))];
      this.material.environments.push({ name: sub.name === '' ? 'Environment' : sub.name, variables });
      this.subEnvironments(sub, variables);
    }
  }

  private variables({ name, raw, isPrivate }: InsomniaEnvironment): Variable[] {
    const variables = insomniaVariables(field(raw, 'data'), isPrivate, this.templates, [name]);
    for (const { initialValue } of variables) noteTemplatesOf(initialValue, [name], this.notes);
    if (isPrivate && variables.length > 0) {
      const message = 'A private environment: its values became secrets, which stay on this machine.';
      this.notes.add('environment.private', 'changed', [name], message);
    }
    return variables;
  }

  private *items(nodes: InsomniaNode[], where: string[], inherited: Row[]): Steps<CollectionItem[]> {
    const items: CollectionItem[] = [];
    for (const node of nodes) {
      if (node.kind === 'folder') {
        const given = asText(field(node.raw, 'name')).trim();
        const name = given === '' ? 'Folder' : given;
        const place = [...where, name];
        const headers = rowsOf(this.templates.value(field(node.raw, 'headers') ?? null, place));
        const passed = [...inherited.filter((row) => !hasHeader(headers, row)), ...headers];
        const definition = this.definition(node.raw, name, place);
        this.noteOverridden(definition, place);
        items.push({
          kind: 'folder',
          definition,
          items: yield* this.items(node.children, place, passed),
        });
      } else if (node.kind === 'request') {
        items.push(this.request(node.raw, where, inherited));
        yield;
      } else {
        const name = asText(field(node.raw, 'name'));
        const kind = node.type.replaceAll('_', ' ');
        const message = `A request of the kind "${kind}" is not supported and was left out.`;
        this.notes.addLost('request.unsupported', [...where, name], message, 1);
      }
    }
    return items;
  }

  /** In Insomnia a folder wins over the environment, here the environment wins. */
  private noteOverridden({ variables }: Definition, where: string[]): void {
    for (const { key } of variables) {
      const environment = this.inEnvironments.get(key);
      if (environment === undefined) continue;
      const message = `The folder and the environment "${environment}" both set {{${key}}}. In Insomnia the folder's value was sent; here the environment's is. Rename one of them where the folder's is meant.`;
      this.notes.add('variable.precedence', 'changed', where, message);
    }
  }

  private request(raw: JsonObject, where: string[], inherited: Row[]): RequestItem {
    const item = readInsomniaRequest(raw, where, this.templates, this.notes);
    passHeaders(item, inherited, where, this.notes);
    this.requests.push([raw, item]);
    return item;
  }

  private definition(raw: JsonObject, name: string, where: string[]): Definition {
    const auth = readInsomniaAuth(
      this.templates.value(field(raw, 'authentication') ?? null, where),
      this.notes,
      where,
    );
    const description = ownOrMeta(raw, 'description');
    const kept = keptFields(raw);
    return {
      name,
      ...(description === undefined || description === '' ? {} : { description }),
      variables: insomniaVariables(field(raw, 'environment'), false, this.templates, where),
      ...(auth === undefined ? {} : { auth }),
      scripts: insomniaScripts(raw, this.notes, where),
      ...(kept === undefined ? {} : { extension: { insomnia: kept } }),
    };
  }
}

/** The names of all variables of environments, at any depth. */
function namesIn(environments: readonly InsomniaEnvironment[]): string[] {
  return environments.flatMap(({ raw, subs }) => {
    const data = field(raw, 'data');
    return [...(isObject(data) ? Object.keys(data) : []), ...namesIn(subs)];
  });
}
