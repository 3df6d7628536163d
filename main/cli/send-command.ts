import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BodyFacts, Exchange } from '../../core/http/exchange.ts';
import { parseArguments, usageError } from './arguments.ts';
import { type BodyPlace, exchangeToJson } from './exchange-json.ts';
import { findByName, findRequest } from './find-items.ts';
import { type CliApp, folderOptions, withApp } from './open-cli-app.ts';
import { parseVariables } from './parse-variables.ts';
import type { Terminal } from './terminal.ts';
import { writeOutputFile } from './write-file.ts';

/** A body up to this size is printed in the JSON, a larger one goes to a file. */
const inlineLimitBytes = 1_000_000;

/** Gives the text of a body that is text and small, in its own charset; undefined where it is not. */
async function readText({ app }: CliApp, body: BodyFacts): Promise<string | undefined> {
  if (body.sizeBytes >= inlineLimitBytes) return undefined;
  const bytes = await app.bodies.readAll(body.bodyId, inlineLimitBytes);
  try {
    return new TextDecoder(body.charset ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Puts the body where the user wants it, for `--json`. */
async function placeBody(cli: CliApp, body: BodyFacts, output: string | undefined): Promise<BodyPlace> {
  if (output === undefined) {
    const text = await readText(cli, body);
    if (text !== undefined) return { body: text };
  }
  const bodyFile = output ?? path.join(await mkdtemp(path.join(tmpdir(), 'postern-body-')), 'body');
  await writeOutputFile(bodyFile, cli.app.bodies.read(body.bodyId));
  return { bodyFile };
}

function summarise(exchange: Exchange): string {
  const { outcome, timings, request } = exchange;
  const total = `${Math.round(timings.totalMs)} ms`;
  if (outcome.kind === 'failure') {
    const { code, message, nextStep } = outcome.failure;
    return `${code}: ${message} ${nextStep}`;
  }
  return `${request.method} ${request.url}: ${outcome.status} ${outcome.statusText}, ${total}, ${outcome.body.sizeBytes} bytes`;
}

/** `postern send "Collection/Folder/Request"`: sends a stored request. Gives 0 when an answer came, whatever its status. */
export async function sendCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const parsed = parseArguments(args, {
    flags: ['json'],
    values: [...folderOptions, 'environment', 'output'],
    lists: ['var', 'allow-file'],
  });
  const [requestPath, ...more] = parsed.positionals;
  if (requestPath === undefined || more.length > 0) {
    throw usageError('Name one request: "Collection/Folder/Request".');
  }
  const given = parseVariables(parsed.list('var'));
  const file = parsed.value('output');
  const output = file === undefined ? undefined : path.resolve(terminal.cwd, file);

  return withApp(parsed, terminal, async (cli) => {
    const allowed = parsed.list('allow-file').map((file) => path.resolve(terminal.cwd, file));
    if (allowed.length > 0) await cli.call('file.allow', { paths: allowed });
    const { nodes } = await cli.call('workspace.readTree', {});
    const id = findRequest(nodes, requestPath);
    const environmentName = parsed.value('environment');
    const environmentId =
      environmentName === undefined
        ? undefined
        : findByName((await cli.call('environment.list', {})).environments, environmentName);
    const sent = await cli.call('request.send', { id, environmentId, ...given });
    const { exchange, checks = [] } = sent;
    const { outcome } = exchange;

    if (parsed.has('json')) {
      const place = outcome.kind === 'response' ? await placeBody(cli, outcome.body, output) : undefined;
      await terminal.write(`${JSON.stringify(exchangeToJson(exchange, sent, place), null, 2)}\n`);
    } else {
      terminal.tell(summarise(exchange));
      for (const { code, message } of exchange.warnings) terminal.tell(`  ${code}: ${message}`);
      for (const { name, passed, message } of checks) {
        terminal.tell(passed ? `  ok: ${name}` : `  FAILED: ${name}. ${message ?? ''}`);
      }
      if (outcome.kind === 'response') {
        const chunks = cli.app.bodies.read(outcome.body.bodyId);
        if (output !== undefined) await writeOutputFile(output, chunks);
        else for await (const chunk of chunks) await terminal.write(chunk);
      }
    }
    return outcome.kind === 'response' ? 0 : 1;
  });
}
