import { join, relative, sep } from 'node:path';
import { isAppError } from '../../core/errors.ts';
import { detectText } from '../../core/import/detect.ts';
import { maxJsonDepth, maxTextBytes } from '../../core/import/limits.ts';
import {
  bundleDescription,
  type DescriptionFile,
  filesReferredTo,
} from '../../core/import/openapi/bundle.ts';
import { readForeignYaml } from '../../core/import/read-foreign-yaml.ts';
import { scanJsonKeys } from '../../core/json.ts';
import type { JsonValue } from '../../core/json-value.ts';
import { readTextFile } from './read-folder.ts';

/** A text without one is a description in one file, or none at all, and is not parsed for this. */
const fileReference = /["']?\$ref["']?\s*:\s*["']?[^#\s"']/;
const jsonDescription = /"(?:openapi|swagger)"\s*:\s*"/;

/** The files of one folder that is imported, where a description of an API may stand in several of them. */
export class DescriptionFiles {
  /** The files that went into the description of another. */
  readonly taken = new Set<string>();
  private readonly root: string;
  private readonly files: ReadonlySet<string>;

  constructor(root: string, files: readonly string[]) {
    this.root = root;
    this.files = new Set(files);
  }

  /**
   * Gives the text of an OpenAPI or Swagger description with everything its `$ref`s lead to inside the folder, as one JSON
   * document; any other text as it stands. What cannot be read is left out, and the import says so.
   */
  async join(path: string, text: string): Promise<string> {
    if (!fileReference.test(text) || !isDescription(text)) return text;
    const value = parse(text);
    if (value === undefined) return text;
    const root: DescriptionFile = { path: this.nameOf(path), value };
    const documents = new Map<string, DescriptionFile>();
    let sizeBytes = text.length;
    const open: DescriptionFile[] = [root];
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const name of filesReferredTo(file)) {
        const full = join(this.root, ...name.split('/'));
        if (name === root.path || documents.has(name) || !this.files.has(full)) continue;
        const found = await readTextFile(full);
        sizeBytes += found.length;
        if (sizeBytes > maxTextBytes) return text;
        const inner = parse(found);
        if (inner === undefined) continue;
        const part = { path: name, value: inner };
        documents.set(name, part);
        open.push(part);
        this.taken.add(full);
      }
    }
    if (documents.size === 0) return text;
    return JSON.stringify(bundleDescription(root, Array.from(documents.values())));
  }

  private nameOf(path: string): string {
    return relative(this.root, path).split(sep).join('/');
  }
}

function isDescription(text: string): boolean {
  const found = detectText(text);
  if (found.kind === 'json') return jsonDescription.test(text.slice(0, 4_000));
  return found.kind === 'format' && (found.format === 'openapi-3' || found.format === 'swagger-2');
}

/** The data of a JSON or YAML text; nothing where it is neither. */
function parse(text: string): JsonValue | undefined {
  try {
    if (!/^\s*[{[]/.test(text)) return readForeignYaml(text);
    return scanJsonKeys(text).depth > maxJsonDepth ? undefined : (JSON.parse(text) as JsonValue);
  } catch (fault) {
    if (fault instanceof SyntaxError || isAppError(fault)) return undefined;
    throw fault;
  }
}
