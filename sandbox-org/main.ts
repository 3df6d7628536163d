/**
 * The process of the sandbox org: `main.ts [--port N]`; `POSTERN_SANDBOX_TOKEN_SEC` shortens the life of its tokens.
 *
 * Started with an IPC channel it sends `{ type: 'ready', url, apiToken, people, signIn, material }`, or
 * `{ type: 'failed', code }` when the port cannot be had; it takes `{ type: 'reset' }`, answered by
 * `{ type: 'reset-done' }`, and `{ type: 'stop' }`. Started by hand it prints the first message as one line.
 * It ends with its parent, and on SIGINT and SIGTERM.
 */
import { parseArgs } from 'node:util';
import { connectParent } from './parent-channel.ts';
import { createSandboxOrg, type SandboxOrg } from './sandbox-org.ts';

const parent = connectParent(process);

function tell(message: object): void {
  if (parent === undefined) process.stdout.write(`${JSON.stringify(message)}\n`);
  else parent.send(message);
}

function readPort(): number {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Error('--port takes a number from 0 to 65535.');
  return port;
}

/** A shorter life of access tokens, to see them expire: `POSTERN_SANDBOX_TOKEN_SEC`, in seconds. */
function readTokenLifetimeSec(): number | undefined {
  const text = process.env['POSTERN_SANDBOX_TOKEN_SEC'] ?? '';
  if (text === '') return undefined;
  const seconds = Number(text);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 86_400) {
    throw new Error('POSTERN_SANDBOX_TOKEN_SEC takes a number from 1 to 86400.');
  }
  return seconds;
}

function serve(org: SandboxOrg): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    // By force: the port of a utility process would keep this one alive.
    void org.close().then(() => process.exit(0));
  };
  parent?.onMessage((message) => {
    const type =
      typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined;
    if (type === 'stop') stop();
    if (type === 'reset') {
      org.reset();
      tell({ type: 'reset-done' });
    }
  });
  parent?.onGone(stop);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const { url, apiToken, people, signIn, material } = org;
  tell({ type: 'ready', url, apiToken, people, signIn, material });
}

function fail(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'ERR_UNKNOWN';
  process.exitCode = 1;
  if (parent === undefined) process.stderr.write(`The sandbox org did not start: ${String(error)}\n`);
  else tell({ type: 'failed', code });
  parent?.release();
}

// Not awaited: a top-level await would keep bundlers from emitting anything but ES modules.
try {
  createSandboxOrg({ port: readPort(), tokenLifetimeSec: readTokenLifetimeSec() }).then(serve, fail);
} catch (error) {
  fail(error);
}
