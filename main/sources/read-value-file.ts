import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '../../core/errors.ts';
import { mostValueBytes, readPrintedValue } from '../../core/variables/printed-value.ts';

/**
 * Reads the value that a file holds.
 *
 * @throws AppError ERR_VARIABLE_FILE_UNREADABLE (details `reason`: missing, notAFile, tooLarge, empty, notText)
 */
export async function readValueFile(name: string, path: string): Promise<string> {
  // A pipe that nobody writes to would be waited for.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(
    (fault: unknown) => {
      throw unreadable(name, path, 'missing', fault);
    },
  );
  try {
    // A device might never end.
    if (!(await handle.stat()).isFile()) throw unreadable(name, path, 'notAFile');
    const buffer = Buffer.alloc(mostValueBytes + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    if (bytesRead > mostValueBytes) throw unreadable(name, path, 'tooLarge');
    const read = readPrintedValue(buffer.subarray(0, bytesRead));
    if (read.kind === 'fault') throw unreadable(name, path, read.reason);
    return read.value;
  } finally {
    await handle.close();
  }
}

const sentences = {
  missing: 'It is not there, or not to be read.',
  notAFile: 'That is no file.',
  tooLarge: 'It is larger than 64 KB.',
  empty: 'It is empty.',
  notText: 'What it holds is no text.',
} as const;

function unreadable(name: string, path: string, reason: keyof typeof sentences, cause?: unknown): AppError {
  return new AppError(
    'ERR_VARIABLE_FILE_UNREADABLE',
    `The value of "${name}" could not be read from ${path}. ${sentences[reason]}`,
    { details: { name, path, reason }, cause },
  );
}
