import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const goneMeanwhile = (error: unknown): void => {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
};

/**
 * Copies a folder as a process that is killed now would leave it. Unlike `cp` it does not mind that the files beside the
 * looked-at ones are being replaced meanwhile: a temporary file that got its real name is simply not there any more.
 */
export async function copyAsLeft(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map((entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      return (entry.isDirectory() ? copyAsLeft(source, target) : copyFile(source, target)).catch(
        goneMeanwhile,
      );
    }),
  );
}
