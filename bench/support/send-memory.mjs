/** A child process with `--expose-gc`: sends many requests and tells how much memory a thousand of them keep, in MB. */
import { setTimeout as delay } from 'node:timers/promises';
import { prepareSends } from '../send.mjs';
import { openProduct } from './product.mjs';
import { median } from './rounds.mjs';
import { withTemporaryFolder } from './temporary-folder.mjs';

const [baseUrl, wanted] = process.argv.slice(2);
const sends = Number(wanted);

/** Slope of the line through the points: the median of the slopes of all pairs (Theil and Sen), which one odd point does not bend. */
const slopeOf = (points) =>
  median(
    points.flatMap(([x, y], at) => points.slice(at + 1).map(([nextX, nextY]) => (nextY - y) / (nextX - x))),
  );

const slope = await withTemporaryFolder(async (home) => {
  const product = await openProduct(home);
  try {
    const { send, settle } = await prepareSends(product, baseUrl);
    // The body store keeps a thousand answers; what comes after is the steady state.
    for (let at = 0; at < sends * 0.2; at += 1) await send(1_024);
    const points = [];
    for (let at = 0; at < sends; at += 1) {
      await send(1_024);
      if (at % (sends / 20) !== 0) continue;
      // What waits to be written is not kept.
      await settle();
      globalThis.gc();
      // Buffers are given back in the background.
      await delay(10);
      globalThis.gc();
      // Of what lies outside of the heap, only buffers are ours; the rest wavers by megabytes.
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      points.push([at / 1_000, (heapUsed + arrayBuffers) / 1e6]);
    }
    return slopeOf(points);
  } finally {
    await product.app.close();
  }
});
process.send(slope);
