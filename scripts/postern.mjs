/** `npm run --silent postern -- ...`: the command line, built first where needed. Runs in this process to start fast. */
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { projectRoot } from './project-root.mjs';
import { checkNode, ensureBuilt } from './setup.mjs';

checkNode();
const args = process.argv.slice(2);
const targets = { serve: ['node', 'renderer', 'sandbox-org'] }[args[0]] ?? ['node'];
await ensureBuilt(targets, { quiet: true });
const { runCli } = await import(pathToFileURL(path.join(projectRoot, 'out', 'node', 'cli.mjs')).href);
process.exitCode = await runCli(args);
