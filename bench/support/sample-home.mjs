import path from 'node:path';
import { runChild } from './child.mjs';
import { writeSampleCollection } from './sample-collection.mjs';

/** Makes a workspace and a profile with a sample collection of so many requests; gives the folder of both. */
export async function prepareSampleHome(folder, requests) {
  const file = path.join(folder, `sample-${requests}.json`);
  const home = path.join(folder, `home-of-${requests}`);
  await writeSampleCollection(file, requests);
  await runChild('import-product.mjs', [file, home]);
  return home;
}
