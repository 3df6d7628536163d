import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { runChild } from './support/child.mjs';
import { ensureProduct } from './support/product.mjs';
import { interleave } from './support/rounds.mjs';
import { writeSampleCollection } from './support/sample-collection.mjs';
import { withTemporaryFolder } from './support/temporary-folder.mjs';

/** Imports a large collection, against parsing it and writing as many bytes to as many files; then opens it again. */
export async function measure({ smoke }) {
  await ensureProduct();
  return withTemporaryFolder(async (folder) => {
    const file = path.join(folder, 'sample.json');
    await writeSampleCollection(file, smoke ? 60 : 10_000);
    const { size } = await stat(file);
    const rounds = smoke ? 1 : 5;
    const peaks = [];
    const home = (round) => path.join(folder, `home-${round}`);
    await runChild('import-product.mjs', [file, home('model')]);
    const bare = await runChild('bare.mjs', []);
    const imported = await interleave(
      rounds,
      async (round) => {
        const { ms, peakBytes } = await runChild('import-product.mjs', [file, home(round)]);
        peaks.push((peakBytes - bare.peakBytes) / 1e6);
        return ms;
      },
      async (round) => {
        const args = [file, path.join(home('model'), 'workspace'), path.join(folder, `floor-${round}`)];
        return (await runChild('import-floor.mjs', args)).ms;
      },
    );
    const opened = await measureOpening(home('model'), folder, rounds);
    return [
      { name: 'import', ...imported, target: 3, unit: 'ms' },
      { name: 'import-memory', ours: Math.max(...peaks), floor: size / 1e6, target: 4, unit: 'MB' },
      { name: 'open', ...opened, target: 1.5, unit: 'ms' },
    ];
  });
}

/** Until the tree is answered, against reading a file that is nothing but this answer. */
async function measureOpening(home, folder, rounds) {
  const prepared = path.join(folder, 'prepared.json');
  await runChild('open-product.mjs', [home, prepared]);
  await mkdir(path.join(folder, 'floor'), { recursive: true });
  await copyFile(prepared, path.join(folder, 'floor', 'index.json'));
  return interleave(
    rounds === 1 ? 1 : rounds * 3,
    async () => (await runChild('open-product.mjs', [home])).ms,
    async () => (await runChild('open-floor.mjs', [path.join(folder, 'floor', 'index.json')])).ms,
  );
}
