import { countOf } from '../../core/count-of.ts';
import path from 'node:path';
import type { ImportReport, ImportSource } from '../../core/import/report.ts';
import { isPrivateHost } from '../http/private-address.ts';
import { parseArguments, usageError } from './arguments.ts';
import { folderOptions, withApp } from './open-cli-app.ts';
import type { Terminal } from './terminal.ts';

const noteLimit = 20;

/** The report as `--json` prints it; ids mean nothing outside. */
function toJson(report: ImportReport): object {
  return {
    collections: report.collections.map(({ id: _id, ...rest }) => rest),
    environments: report.environments.map(({ id: _id, ...rest }) => rest),
    globals: report.globals,
    notes: report.notes,
  };
}

/** The report in words. */
function toText(report: ImportReport): string {
  const lines = [
    ...report.collections.map(
      ({ name, requests, folders, examples, scripts, variables }) =>
        `Collection ${name}: ${countOf(requests, 'request')}, ${countOf(folders, 'folder')}, ${countOf(examples, 'example')}, ${countOf(scripts, 'script')}, ${countOf(variables, 'variable')}`,
    ),
    ...report.environments.map(
      ({ name, variables }) => `Environment ${name}: ${countOf(variables, 'variable')}`,
    ),
    ...(report.globals > 0 ? [`Globals: ${countOf(report.globals, 'variable')}`] : []),
    ...report.notes
      .slice(0, noteLimit)
      .map(({ severity, code, path: place, message }) => `  ${severity} ${code} ${place}: ${message}`),
    ...(report.notes.length > noteLimit
      ? [`  and ${report.notes.length - noteLimit} more remarks (--json)`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

async function toSource(argument: string, terminal: Terminal): Promise<ImportSource> {
  if (argument === '-') return { kind: 'text', text: await terminal.readInput(), name: 'standard input' };
  if (/^https?:\/\//i.test(argument)) return { kind: 'url', url: argument };
  return { kind: 'path', path: path.resolve(terminal.cwd, argument) };
}

/** Who types an address of this computer or network means it; one that only leads there is refused. */
function isLocal(url: string): boolean {
  return URL.canParse(url) && isPrivateHost(new URL(url).hostname);
}

/** `postern import FILE|DIR|URL|- ...`: brings material into the workspace. Gives the exit code. */
export async function importCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(args, { flags: ['json'], values: folderOptions });
  if (parsed.positionals.length === 0)
    throw usageError('Name at least one file, folder or address, or - for standard input.');
  if (parsed.positionals.filter((argument) => argument === '-').length > 1) {
    throw usageError('Standard input can be read only once.');
  }
  const sources: ImportSource[] = [];
  for (const argument of parsed.positionals) sources.push(await toSource(argument, terminal));
  return withApp(parsed, terminal, async (cli) => {
    const allowPrivateAddresses = sources.some((source) => source.kind === 'url' && isLocal(source.url));
    const report = await cli.call('import.run', { sources, allowPrivateAddresses });
    await terminal.write(
      parsed.has('json') ? `${JSON.stringify(toJson(report), null, 2)}\n` : toText(report),
    );
    return 0;
  });
}
