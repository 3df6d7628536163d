import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SandboxState } from '../../core/app-state.ts';
import { build } from '../../scripts/build.mjs';
import { forkProgram } from '../fork-program.ts';
import type { ChildHandle } from '../host.ts';
import { createSandboxProcess, type SandboxProcess } from './sandbox-process.ts';

const program = fileURLToPath(new URL('../../out/sandbox-org/sandbox-org.mjs', import.meta.url));
let sandbox: SandboxProcess | undefined;

beforeAll(async () => {
  await build({ only: ['sandbox-org'], quiet: true });
});

afterEach(() => {
  sandbox?.close();
  sandbox = undefined;
});

function open(fork: () => ChildHandle) {
  const states: SandboxState[] = [];
  sandbox = createSandboxProcess(fork, (state) => states.push(state));
  return { sandbox, states, statuses: () => states.map(({ status }) => status) };
}

/** The real program, with a look at its process. */
function forkReal() {
  const children: ChildHandle[] = [];
  const fork = () => {
    const child = forkProgram(program, []);
    children.push(child);
    return child;
  };
  return { fork, children };
}

/** A program that a test plays itself. */
function createPuppet() {
  const messages: ((message: unknown) => void)[] = [];
  const exits: ((code: number | undefined) => void)[] = [];
  const sent: unknown[] = [];
  let killed = 0;
  const child: ChildHandle = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => void messages.push(listener),
    onExit: (listener) => void exits.push(listener),
    kill() {
      killed += 1;
      exits.forEach((listener) => listener(undefined));
    },
  };
  return {
    child,
    sent,
    say: (message: unknown) => messages.forEach((listener) => listener(message)),
    exit: (code: number) => exits.forEach((listener) => listener(code)),
    killed: () => killed,
  };
}

describe('the sandbox org', () => {
  it('starts, answers, is reset and stops', async () => {
    const { sandbox: org, statuses } = open(forkReal().fork);
    expect(org.readState()).toEqual({ status: 'stopped', people: [] });
    const state = await org.start();
    expect(state).toMatchObject({
      status: 'running',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(state.people.map(({ name }) => name)).toContain('Tony Stark');
    expect(state.signIn?.webClientId).toMatch(/^0oa\w{17}$/);
    expect(state.signIn?.webClientSecret.length).toBeGreaterThan(40);
    const users = () =>
      fetch(`${state.url ?? ''}/api/v1/users`, {
        headers: { authorization: `SSWS ${state.apiToken ?? ''}` },
      });
    expect((await users()).status).toBe(200);
    expect(org.material()?.collections.length).toBeGreaterThan(0);
    expect(await org.start()).toEqual(state);
    await org.reset();
    expect(await org.stop()).toEqual({ status: 'stopped', people: [] });
    await expect(users()).rejects.toThrow();
    expect(org.material()).toBeUndefined();
    expect(statuses()).toEqual(['starting', 'running', 'stopped']);
  });

  it('is started once by several askers', async () => {
    const { fork, children } = forkReal();
    const { sandbox: org } = open(fork);
    const states = await Promise.all([org.start(), org.start(), org.start()]);
    expect(new Set(states.map(({ url }) => url)).size).toBe(1);
    expect(children).toHaveLength(1);
  });

  it('says so when its process ends by itself, and can be started again', async () => {
    const { fork, children } = forkReal();
    const { sandbox: org } = open(fork);
    await org.start();
    children[0]?.kill();
    await expect.poll(() => org.readState().status).toBe('failed');
    await expect(org.reset()).rejects.toMatchObject({ code: 'ERR_SANDBOX_NOT_RUNNING' });
    expect((await org.start()).status).toBe('running');
  });
});

describe('a start that fails', () => {
  it('names the reason the program gives', async () => {
    const puppet = createPuppet();
    const { sandbox: org, statuses } = open(() => puppet.child);
    const start = org.start();
    puppet.say({ type: 'failed', code: 'EADDRINUSE' });
    await expect(start).rejects.toMatchObject({
      code: 'ERR_SANDBOX_START_FAILED',
      details: { reason: 'EADDRINUSE' },
    });
    expect(statuses()).toEqual(['starting', 'failed']);
  });

  it('is noticed when the program ends before it is ready', async () => {
    const puppet = createPuppet();
    const { sandbox: org } = open(() => puppet.child);
    const start = org.start();
    puppet.exit(1);
    await expect(start).rejects.toMatchObject({ code: 'ERR_SANDBOX_START_FAILED' });
    expect(org.readState().status).toBe('failed');
  });

  it('is noticed when there is no program', async () => {
    const { sandbox: org } = open(() => forkProgram(path.join(path.dirname(program), 'none.mjs'), []));
    await expect(org.start()).rejects.toMatchObject({ code: 'ERR_SANDBOX_START_FAILED' });
  });

  it('takes no message that is not one of the program', async () => {
    const puppet = createPuppet();
    const { sandbox: org } = open(() => puppet.child);
    const start = org.start();
    puppet.say({ type: 'ready' });
    puppet.say('ready');
    puppet.say(undefined);
    expect(org.readState().status).toBe('starting');
    puppet.say({
      type: 'ready',
      url: 'http://127.0.0.1:1',
      apiToken: 't',
      people: [],
      material: { environment: {}, collections: [] },
    });
    expect((await start).status).toBe('running');
  });
});
