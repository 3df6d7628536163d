import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Round } from '../../core/contract/outgoing.ts';
import { AppError } from '../../core/errors.ts';
import { parseDataFile } from '../../core/runner/data-file.ts';
import { decodeText } from '../services/decode-text.ts';
import { type ParsedArguments, usageError } from './arguments.ts';
import type { Terminal } from './terminal.ts';

const mostIterations = 10_000;

/**
 * Gives a round for each row of the data file, or as many as were asked for.
 *
 * @throws AppError ERR_CLI_USAGE, ERR_RUN_DATA_INVALID
 */
export async function readRounds(parsed: ParsedArguments, terminal: Terminal): Promise<Round[]> {
  const [file, wanted] = [parsed.value('data'), parsed.value('iterations')];
  if (file !== undefined && wanted !== undefined) {
    throw usageError('--data goes round once for each row; leave --iterations out.');
  }
  if (file !== undefined) {
    const rows = parseDataFile(await readDataFile(path.resolve(terminal.cwd, file)));
    return rows.map((data, index) => ({ index, count: rows.length, data }));
  }
  const count = wanted === undefined ? 1 : Number(wanted);
  if (!Number.isInteger(count) || count < 1 || count > mostIterations) {
    throw usageError(`--iterations takes a number from 1 to ${mostIterations}.`);
  }
  return Array.from({ length: count }, (_, index) => ({ index, count }));
}

async function readDataFile(file: string): Promise<string> {
  try {
    return decodeText(await readFile(file));
  } catch (fault) {
    const message = `The data file ${file} could not be read. Check its name.`;
    throw new AppError('ERR_RUN_DATA_INVALID', message, { cause: fault });
  }
}
