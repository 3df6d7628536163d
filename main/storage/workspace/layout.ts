/** Where things stand in a workspace: Postman's v3 layout, with `/` between the parts of every path. */
export const collectionsPath = 'postman/collections';
export const environmentsPath = 'postman/environments';
export const globalsFilePath = 'postman/globals/workspace.globals.yaml';
export const resourcesName = '.resources';

const requestEnding = /\.request\.ya?ml$/i;
const exampleEnding = /\.example\.ya?ml$/i;
const environmentEnding = /(?:\.environment)?\.ya?ml$/i;
const definitionName = /^definition\.ya?ml$/i;
const resourcesEnding = '.resources';

/** Gives the stem of a request file's name, `undefined` for other files. */
export function requestStem(fileName: string): string | undefined {
  return requestEnding.test(fileName) ? fileName.replace(requestEnding, '') : undefined;
}

export function requestFileName(stem: string): string {
  return `${stem}.request.yaml`;
}

/** Gives the stem of a saved example's file name, `undefined` for other files. */
export function exampleStem(fileName: string): string | undefined {
  return exampleEnding.test(fileName) ? fileName.replace(exampleEnding, '') : undefined;
}

export function exampleFileName(stem: string): string {
  return `${stem}.example.yaml`;
}

/** Gives the stem of an environment's file name, `undefined` for other files and hidden ones. */
export function environmentStem(fileName: string): string | undefined {
  return environmentEnding.test(fileName) && !fileName.startsWith('.')
    ? fileName.replace(environmentEnding, '')
    : undefined;
}

export function environmentFileName(stem: string): string {
  return `${stem}.environment.yaml`;
}

export function isDefinitionName(fileName: string): boolean {
  return definitionName.test(fileName);
}

/** The folder, inside the `.resources` of its directory, with what belongs to one request. */
export function requestResourcesName(stem: string): string {
  return `${stem}${resourcesEnding}`;
}

/** Gives the stem of the request that a folder inside `.resources` belongs to. */
export function resourcesStem(folderName: string): string | undefined {
  return folderName.endsWith(resourcesEnding) ? folderName.slice(0, -resourcesEnding.length) : undefined;
}

/** The `examples` field of a request file. */
export function examplesField(stem: string): string {
  return `./${resourcesName}/${requestResourcesName(stem)}/examples`;
}
