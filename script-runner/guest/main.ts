/**
 * What runs inside the interpreter before any script: makes the names scripts know and hands the host functions
 * as plain text in, plain text out. Everything here may be broken by a script; the host believes nothing it gets.
 */

import './event-names.ts';
import type { OwnReply } from '../../core/scripts/own-request.ts';
import type { ScriptChange, ScriptJob, ScriptResult } from '../../core/scripts/script-job.ts';
import { scriptLimits } from '../../core/scripts/script-limits.ts';
import type { ScriptDialect } from '../../core/scripts/script-types.ts';
import { decodeLatin1, encodeLatin1 } from './base64.ts';
import { createConsole } from './console.ts';
import { brunoGlobals } from './dialects/bruno.ts';
import { hoppscotchGlobals } from './dialects/hoppscotch.ts';
import { insomniaGlobals } from './dialects/insomnia.ts';
import type { GuestHost } from './host.ts';
import { addTextSearch, legacyGlobals } from './legacy.ts';
import { Libraries } from './libraries.ts';
import { OwnRequests } from './own-requests.ts';
import { createPm, makeResponse } from './pm.ts';
import { addResponseAssertions } from './response-assertions.ts';
import { RunFlow } from './run-flow.ts';
import { addSchemaAssertion } from './schema-assertion.ts';
import { ScriptableRequest } from './script-request.ts';
import { cut, Tests } from './tests.ts';
import { Timers } from './timers.ts';
import { AllVariables, createScopes } from './variables.ts';
import { createWebCrypto } from './web-crypto.ts';

/** What the host calls. */
interface Guest {
  /** Milliseconds until something waits to run; -1 where nothing is pending. */
  pendingInMs(): number;
  runDue(): void;
  /** Tells a script what came of a request it sent. */
  takeReply(number: number, replyText: string): void;
  /** Ends a script: its timers go, the values it left in `tests` are taken. */
  endScript(): void;
  /** 1 where a script had the request skipped. */
  skips(): number;
  /** What changed, as JSON. */
  collect(): string;
}

function boot(jobText: string, host: GuestHost): Guest {
  const job = JSON.parse(jobText) as ScriptJob;
  const changes: ScriptChange[] = [];
  const guestConsole = createConsole(host);
  const warn = (text: string) => guestConsole.warn(text);
  const scopes = createScopes(job, changes);
  const tests = new Tests();
  const timers = new Timers(host);
  const requests = new OwnRequests(host, makeResponse);
  const request = new ScriptableRequest(job.request);
  const before = JSON.stringify(request.toData());
  const libraries = new Libraries(host);
  addTextSearch();
  addResponseAssertions();
  addSchemaAssertion(libraries);
  const flow = new RunFlow(job, warn);
  const all = new AllVariables(scopes, job.withheld, warn);
  const pm = createPm(job, { scopes, all, tests, request, requests, libraries, flow, warn });
  const speaks = (dialect: ScriptDialect) => job.scripts.some((script) => script.dialect === dialect);
  const known: Record<string, unknown> = {
    pm,
    ...(speaks('insomnia') ? insomniaGlobals(pm) : {}),
    ...(speaks('hoppscotch') ? hoppscotchGlobals(pm) : {}),
    ...(speaks('bruno')
      ? brunoGlobals(job, {
          scopes,
          all,
          tests,
          timers,
          request,
          response: pm.response,
          requests,
          flow,
          warn,
        })
      : {}),
    console: guestConsole,
    ...timers.globals(),
    atob: decodeLatin1,
    btoa: encodeLatin1,
    ...legacyGlobals(job, scopes, flow),
    tests: {},
    crypto: createWebCrypto(host),
    require: libraries.require,
  };
  for (const [name, value] of Object.entries(known)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
  libraries.define(globalThis);
  const { stringify } = JSON;
  return {
    pendingInMs: () => timers.nextInMs() ?? (tests.pending > 0 ? 0 : -1),
    runDue: () => timers.runDue(),
    takeReply: (number, replyText) => requests.take(number, JSON.parse(replyText) as OwnReply),
    endScript() {
      timers.clearAll();
      requests.clearAll();
      tests.pending = 0;
      const legacy = (globalThis as { tests?: unknown }).tests;
      if (typeof legacy === 'object' && legacy !== null) tests.takeLegacy(Object.entries(legacy));
      Object.defineProperty(globalThis, 'tests', { value: {}, writable: true, configurable: true });
    },
    skips: () => (flow.skips ? 1 : 0),
    collect() {
      const data = request.toData();
      const { next } = flow;
      const result: Pick<ScriptResult, 'tests' | 'changes' | 'request' | 'next'> = {
        tests: tests.results(),
        changes: changes
          .slice(0, scriptLimits.changes)
          .map((change) => ({ ...change, key: cut(change.key) })),
        ...(stringify(data) === before ? {} : { request: data }),
        ...(next === undefined ? {} : { next: next === null ? null : cut(next) }),
      };
      return stringify(result);
    },
  };
}

// The value of the bundle: the host reads it and removes the name before any script runs.
Reflect.deleteProperty(globalThis, 'EventTarget');
Reflect.deleteProperty(globalThis, 'Event');
(globalThis as { __boot?: typeof boot }).__boot = boot;
