/** A child process that imports a file into a new workspace; tells the time and the most memory it held. */
import { peakMemoryBytes } from './peak-memory.mjs';
import { openProduct } from './product.mjs';

const [file, home] = process.argv.slice(2);
const product = await openProduct(home);
try {
  const startedAt = performance.now();
  const report = await product.call('import.run', { sources: [{ kind: 'path', path: file }] });
  const ms = performance.now() - startedAt;
  if (report.leaves.in === 0 || report.leaves.mapped !== report.leaves.in)
    throw new Error('Requests are missing.');
  process.send({ ms, peakBytes: peakMemoryBytes() });
} finally {
  await product.app.close();
}
