import { runChild } from './support/child.mjs';
import { ensureProduct } from './support/product.mjs';
import { interleave } from './support/rounds.mjs';

/** Replaces ten thousand placeholders in a megabyte, the first time in a process, against one pass with a regexp and a Map. */
export async function measure({ smoke }) {
  await ensureProduct();
  const size = smoke ? ['10000', '100'] : ['1000000', '10000'];
  const timeOf = (mode) => async () => (await runChild('template-once.mjs', [mode, ...size])).ms;
  const row = await interleave(smoke ? 1 : 31, timeOf('ours'), timeOf('floor'));
  return [{ name: 'template', ...row, target: 1.3, unit: 'ms' }];
}
