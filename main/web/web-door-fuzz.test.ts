import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { WindowApp } from '../app.ts';
import { createFuzz, type Fuzz } from '../fuzz.ts';
import { openWebDoor } from './web-door.ts';

const rounds = 10_000;
const atOnce = 16;

/** A message that is sometimes nearly right: JSON or not, with the keys of a call or others. */
function makeMessage(fuzz: Fuzz): string | Buffer {
  switch (fuzz.integer(6)) {
    case 0:
      return JSON.stringify(fuzz.value());
    case 1:
      return Buffer.from(Array.from({ length: fuzz.integer(60) }, () => fuzz.integer(256)));
    case 2:
      return JSON.stringify({ callId: fuzz.value(), operation: fuzz.value(), input: fuzz.value() });
    case 3:
      return JSON.stringify({ callId: 'c', operation: 'app.readState', input: {} }).slice(
        0,
        fuzz.integer(60),
      );
    case 4:
      return JSON.stringify({
        callId: 'c',
        operation: fuzz.pick(['', '__proto__', 'x'.repeat(81)]),
        input: {},
      });
    default:
      return JSON.stringify({
        callId: `c${fuzz.integer(1e9)}`,
        operation: 'app.readState',
        input: fuzz.value(),
      });
  }
}

it('takes 10,000 fuzzed messages without a fault, and lets only calls through', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'postern-fuzz-'));
  await writeFile(path.join(folder, 'index.html'), '<!doctype html>');
  const misshapen: unknown[] = [];
  let calls = 0;
  let faults = 0;
  const app = {
    dispatcher: {
      async call(callId: unknown, operation: unknown) {
        calls += 1;
        const isCall =
          typeof callId === 'string' && callId !== '' && typeof operation === 'string' && operation !== '';
        if (!isCall) misshapen.push([callId, operation]);
        return { ok: true, value: {} };
      },
      cancel: (callId: unknown) => typeof callId !== 'string' && misshapen.push(callId),
    },
    subscribe: () => () => undefined,
  } as unknown as WindowApp;
  const log = { error: () => (faults += 1), info: () => undefined };
  const door = await openWebDoor({ app, rendererPath: folder, log });
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const headers = {
    origin: door.address.slice(0, -1),
    authorization: `Bearer ${door.token}`,
    'content-type': 'application/json',
  };
  const send = (target: string, body: string | Buffer) =>
    new Promise<number>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: door.port, method: 'POST', path: target, agent, headers };
      const request = httpRequest(options, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      request.on('error', reject);
      request.end(body);
    });

  const fuzz = createFuzz(99);
  const statuses = new Map<number, number>();
  let left = rounds;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const target = fuzz.integer(5) === 0 ? '/api/cancel' : '/api/call';
      const status = await send(target, makeMessage(fuzz));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  agent.destroy();
  await door.close();
  await rm(folder, { recursive: true, force: true });

  expect([...statuses.keys()].toSorted((a, b) => a - b)).toEqual([200, 400]);
  expect(misshapen).toEqual([]);
  expect(calls).toBeGreaterThan(500);
  expect(faults).toBe(0);
}, 120_000);
