import { AppError, isAppError } from '../errors.ts';
import { readYaml } from '../workspace/formats/read-yaml.ts';
import type { JsonObject } from '../json-value.ts';

/** How many closing brackets are put right before a text is given up; each one costs a reading of the text. */
const maxMends = 40;
const maxMendCharacters = 2 * 1024 * 1024;
const closes = /^\s*[\]}]/;

/**
 * Reads YAML that others wrote. JSON pasted into YAML often closes with a bracket further left than the rule of YAML 1.2
 * (7.4, flow content is indented) allows; most tools read it, so it is read as if it stood further right.
 *
 * @throws AppError ERR_IMPORT_INVALID_YAML with `details.reason` and, where known, `details.line`
 */
export function readForeignYaml(source: string): JsonObject {
  let text = source;
  for (let mends = 0; ; mends += 1) {
    try {
      return readYaml(text).value;
    } catch (fault) {
      const mended = mends < maxMends ? mendBracket(text, fault) : undefined;
      if (mended === undefined) throw asImportFault(fault);
      text = mended;
    }
  }
}

/** The text with the bracket that a fault is about further right; nothing where it is about something else. */
function mendBracket(text: string, fault: unknown): string | undefined {
  if (!isAppError(fault) || fault.details?.['fault'] !== 'BAD_INDENT') return undefined;
  const line = fault.details['line'];
  if (typeof line !== 'number' || text.length > maxMendCharacters) return undefined;
  const lines = text.split('\n');
  const wrong = lines[line - 1];
  // A line that begins so is never anything but the end of flow content: outside of it, it would be a fault too.
  if (wrong === undefined || !closes.test(wrong)) return undefined;
  return lines.with(line - 1, `${' '.repeat(80)}${wrong}`).join('\n');
}

/** A refusal of the reader as one of an import. */
export function asImportFault(fault: unknown): unknown {
  if (!isAppError(fault)) return fault;
  return new AppError('ERR_IMPORT_INVALID_YAML', fault.message, { details: fault.details, cause: fault });
}
