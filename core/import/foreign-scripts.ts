import { countOf } from '../count-of.ts';
import { lentModules } from '../scripts/script-libraries.ts';
import type { Script } from '../workspace/script.ts';
import type { NoteBook } from './notes.ts';

/** What scripts of other tools can ask for that is not here. */
const missingCalls =
  /\bbru\.(?:runRequest|cwd|cookies|getProcessEnv)\b|\binsomnia\.(?:vault|parentFolders)\b|\bhopp\.(?:cookies|fetch)\b/g;
const required = /\brequire\(\s*(["'`])([^"'`]+)\1\s*\)/g;

/** Says that scripts written for another tool came along, and which of them ask for what is not here. */
export function noteForeignScripts(
  notes: NoteBook,
  where: string[],
  tool: string,
  scripts: readonly Script[],
): void {
  const written = scripts.filter(({ code }) => code.trim() !== '');
  if (written.length === 0) return;
  notes.tally(
    'script.foreign',
    'info',
    where,
    (count) =>
      `${countOf(count, 'script')} of ${tool} came along. ${count === 1 ? 'It runs' : 'They run'} with the names of ${tool}, once you allow ${count === 1 ? 'its' : 'their'} text.`,
    { topic: tool, count: written.length },
  );
  for (const name of new Set(written.flatMap(({ code }) => missingNames(code)))) {
    const asking = written.filter(({ code }) => missingNames(code).includes(name)).length;
    notes.tally(
      'script.missing',
      'unsupported',
      where,
      (count) => `${countOf(count, 'script')} of ${tool} ask for ${name}, which scripts do not have here.`,
      { topic: name, count: asking },
    );
  }
}

function missingNames(code: string): string[] {
  const modules = Array.from(code.matchAll(required), ([, , module = '']) => module);
  return [
    ...Array.from(code.matchAll(missingCalls), ([name]) => name),
    ...modules.filter((module) => !lentModules.includes(module)).map((module) => `the module "${module}"`),
  ];
}
