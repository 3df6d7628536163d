import path from 'node:path';
import { AppError } from '../../core/errors.ts';
import { parseArguments, usageError } from './arguments.ts';
import { findByName } from './find-items.ts';
import { type CliApp, folderOptions, withApp } from './open-cli-app.ts';
import type { Terminal } from './terminal.ts';
import { writeOutputFile } from './write-file.ts';

type Target = { kind: 'collection' | 'environment'; name: string };

async function runExport({ call }: CliApp, target: Target, includeSecrets: boolean) {
  if (target.kind === 'environment') {
    const { environments } = await call('environment.list', {});
    return call('environment.export', { id: findByName(environments, target.name), includeSecrets });
  }
  const { nodes } = await call('workspace.readTree', {});
  const collections = nodes.filter((node) => node.kind === 'collection');
  return call('collection.export', {
    id: findByName(collections, target.name),
    format: 'postman-2.1',
    includeSecrets,
  });
}

/** `postern export --collection NAME`: writes a collection (or an environment) in Postman's format. Gives the exit code. */
export async function exportCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(args, {
    flags: ['json', 'include-secrets'],
    values: [...folderOptions, 'collection', 'environment', 'format', 'output'],
  });
  const collection = parsed.value('collection');
  const environment = parsed.value('environment');
  const target: Target | undefined =
    collection !== undefined
      ? { kind: 'collection', name: collection }
      : environment !== undefined
        ? { kind: 'environment', name: environment }
        : undefined;
  if (target === undefined || (collection !== undefined && environment !== undefined)) {
    throw usageError('Name what to export: --collection NAME or --environment NAME.');
  }
  if (parsed.positionals.length > 0) throw usageError(`What is "${parsed.positionals[0] ?? ''}" for?`);
  const format = parsed.value('format') ?? 'postman-2.1';
  if (format !== 'postman-2.1') {
    throw new AppError('ERR_EXPORT_UNSUPPORTED_FORMAT', `Postern writes postman-2.1, not ${format}.`, {
      details: { format, known: ['postman-2.1'] },
    });
  }
  return withApp(parsed, terminal, async (cli) => {
    const { bodyId, sizeBytes, blanked } = await runExport(cli, target, parsed.has('include-secrets'));
    const output = parsed.value('output');
    if (output === undefined) {
      for await (const chunk of cli.app.bodies.read(bodyId)) await terminal.write(chunk);
    } else {
      const file = path.resolve(terminal.cwd, output);
      await writeOutputFile(file, cli.app.bodies.read(bodyId));
      if (parsed.has('json'))
        await terminal.write(`${JSON.stringify({ file, sizeBytes, blanked }, null, 2)}\n`);
      else terminal.tell(`Wrote ${sizeBytes} bytes to ${file}`);
    }
    if (blanked.length > 0) {
      terminal.tell(`${blanked.length} secret value(s) were left out; --include-secrets keeps them.`);
    }
    return 0;
  });
}
