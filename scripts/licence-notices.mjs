import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const textNames = /^(?:licen[cs]e|copying|notice|unlicen[cs]e)(?:[.-].*)?$/i;

/** Gives the folder of the package that a module belongs to; `undefined` for one of our own. */
function packageFolder(id) {
  const file = id.replace(/^\0/, '').replace(/\?.*$/, '');
  const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll('\\', '/')) ?? [];
  return folder !== undefined && existsSync(path.join(folder, 'package.json')) ? folder : undefined;
}

/** Names a licence as the package does: a text, or what older ones have, objects of a type in a list or alone. */
function licenceName({ license, licenses }) {
  const given = [license ?? licenses ?? 'see its text'].flat();
  return given.map((each) => (typeof each === 'string' ? each : (each?.type ?? 'see its text'))).join(' or ');
}

function noticeOf(folder) {
  const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = readdirSync(folder)
    .filter((name) => textNames.test(name))
    .toSorted()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim());
  return [`## ${about.name} ${about.version}`, licenceName(about), ...texts].join('\n\n');
}

/** Writes the notices of every package whose code is in a set of chunks, by name. */
export function writeNotices(moduleIds) {
  const folders = new Set([...moduleIds].flatMap((id) => packageFolder(id) ?? []));
  const notices = [...folders].map(noticeOf).toSorted();
  return `# Licences of what is bundled here\n\n${notices.join('\n\n')}\n`;
}

/**
 * Puts the notices of what is bundled beside the bundle, as its licences ask for. `[name]` in the file's name is that of what
 * the bundle begins with: the threads of a window are bundles of their own.
 */
export function licenceNotices(fileName) {
  let root = '';
  return {
    name: 'licence-notices',
    configResolved(config) {
      ({ root } = config);
    },
    generateBundle(_options, bundle) {
      const ids = Object.values(bundle).flatMap(({ modules, originalFileNames }) => [
        ...Object.keys(modules ?? {}),
        // Fonts, which are no modules.
        ...(originalFileNames ?? []).map((file) => path.resolve(root, file)),
      ]);
      if (!ids.some((id) => packageFolder(id) !== undefined)) return;
      const name = Object.values(bundle).find(({ isEntry }) => isEntry === true)?.name ?? 'part';
      const named = fileName.replace('[name]', name);
      this.emitFile({ type: 'asset', fileName: named, source: writeNotices(ids) });
    },
  };
}
