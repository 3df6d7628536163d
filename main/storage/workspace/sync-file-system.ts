import { spawn } from 'node:child_process';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { programEnvironment } from '../../child-environment.ts';
import { syncDirectory } from '../atomic-write.ts';

/**
 * Makes everything under a directory durable. One call for the whole file system where the system has a command for that
 * (`sync -f`, Linux): ten thousand single ones would take many times as long as the writing itself. Elsewhere, or where the
 * command is missing or fails, each file and directory is synced.
 */
export async function syncUnder(directory: string): Promise<void> {
  if (process.platform === 'linux' && (await syncWholeFileSystem(directory))) return;
  await syncEach(directory);
}

function syncWholeFileSystem(directory: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('sync', ['-f', '--', directory], {
      stdio: 'ignore',
      env: programEnvironment(),
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

async function syncEach(directory: string): Promise<void> {
  const entries = await readdir(directory, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await syncEach(path);
    else if (entry.isFile()) await syncFile(path);
  }
  await syncDirectory(directory);
}

async function syncFile(path: string): Promise<void> {
  // Windows syncs only what is open for writing.
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
