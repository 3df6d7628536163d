/** A child process with `--expose-gc`: sends many requests and tells how much memory a thousand of them keep, in MB. */
import { prepareSends } from '../send.mjs';
import { openProduct } from './product.mjs';
import { withTemporaryFolder } from './temporary-folder.mjs';

const [baseUrl, wanted] = process.argv.slice(2);
const sends = Number(wanted);

/** Slope of the line through the points, by least squares. */
function slopeOf(points) {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return above / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

const slope = await withTemporaryFolder(async (home) => {
  const product = await openProduct(home);
  try {
    const { send } = await prepareSends(product, baseUrl);
    // The body store keeps a thousand answers; what comes after is the steady state.
    for (let at = 0; at < sends * 0.2; at += 1) await send(1_024);
    const points = [];
    for (let at = 0; at < sends; at += 1) {
      await send(1_024);
      if (at % (sends / 20) !== 0) continue;
      globalThis.gc();
      const { heapUsed, external } = process.memoryUsage();
      points.push([at / 1_000, (heapUsed + external) / 1e6]);
    }
    return slopeOf(points);
  } finally {
    await product.app.close();
  }
});
process.send(slope);
