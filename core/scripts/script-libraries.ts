/** A library that is lent to scripts, under the names Postman lends it by. */
export interface ScriptLibrary {
  /** What `require` takes. */
  modules: readonly string[];
  /** The name it has without `require`. */
  global?: string;
}

/** Every library there is, by the name of its file in `script-runner/guest/libraries/`. */
export const scriptLibraries = {
  ajv: { modules: ['ajv'] },
  buffer: { modules: ['buffer'], global: 'Buffer' },
  'crypto-js': { modules: ['crypto-js'], global: 'CryptoJS' },
  'csv-parse': { modules: ['csv-parse/lib/sync'] },
  lodash: { modules: ['lodash'], global: '_' },
  moment: { modules: ['moment'] },
  querystring: { modules: ['querystring'] },
  tv4: { modules: ['tv4'], global: 'tv4' },
  url: { modules: ['url'] },
  uuid: { modules: ['uuid'] },
  xml2js: { modules: ['xml2js'], global: 'xml2Json' },
} as const satisfies Readonly<Record<string, ScriptLibrary>>;

export type ScriptLibraryName = keyof typeof scriptLibraries;

const libraries: readonly ScriptLibrary[] = Object.values(scriptLibraries);

/** Modules that are there without a library. */
export const ownModules = ['atob', 'btoa', 'chai'] as const;

/** Every name that `require` takes. */
export const lentModules: readonly string[] = [
  ...ownModules,
  ...libraries.flatMap(({ modules }) => modules),
].toSorted();

/** The names that libraries have without `require`. */
export const lentGlobals: readonly string[] = libraries.flatMap(({ global }) => global ?? []).toSorted();

/** Gives the name of a library where there is one of that name. */
export function asLibraryName(name: string): ScriptLibraryName | undefined {
  return Object.hasOwn(scriptLibraries, name) ? (name as ScriptLibraryName) : undefined;
}
