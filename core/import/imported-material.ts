import type { Variable } from '../variables/variable.ts';
import type { CollectionTree } from '../workspace/collection.ts';
import type { ReadFormat } from './formats.ts';
import type { ImportedEnvironment } from './postman-environment.ts';

/** What one text became, ready to be written to a workspace. */
export interface ImportedMaterial {
  /** What it was recognised as; a list of several things names each once. */
  formats: ReadFormat[];
  collections: CollectionTree[];
  environments: ImportedEnvironment[];
  globals: Variable[];
  /** Requests counted in the material, mapped, and named in a `lost` note. */
  leaves: { in: number; mapped: number; reported: number };
}
