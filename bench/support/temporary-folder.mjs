import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Runs work with a folder of its own, which is gone afterwards. */
export async function withTemporaryFolder(work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'postern-bench-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}
