import * as chai from 'chai';
import {
  lentModules,
  type ownModules,
  scriptLibraries,
  type ScriptLibrary,
  type ScriptLibraryName,
} from '../../core/scripts/script-libraries.ts';
import { decodeLatin1, encodeLatin1 } from './base64.ts';
import type { GuestHost, LoadedLibrary } from './host.ts';

const libraries = Object.entries<ScriptLibrary>(scriptLibraries) as [ScriptLibraryName, ScriptLibrary][];

const own: Readonly<Record<(typeof ownModules)[number], () => unknown>> = {
  atob: () => decodeLatin1,
  btoa: () => encodeLatin1,
  chai: () => ({ ...chai }),
};

/** The libraries of one phase. Each is loaded when a script first asks for it, and is the same one from then on. */
export class Libraries {
  readonly #host: GuestHost;
  readonly #loaded = new Map<ScriptLibraryName, LoadedLibrary>();
  readonly #underWay = new Set<ScriptLibraryName>();

  constructor(host: GuestHost) {
    this.#host = host;
  }

  #load(name: ScriptLibraryName): LoadedLibrary {
    const before = this.#loaded.get(name);
    if (before !== undefined) return before;
    // A library that looks for its own name while it is loaded, such as lodash, finds nothing there.
    if (this.#underWay.has(name)) return { lent: undefined };
    this.#underWay.add(name);
    try {
      const loaded = this.#host.library(name);
      this.#loaded.set(name, loaded);
      return loaded;
    } finally {
      this.#underWay.delete(name);
    }
  }

  /** @throws Error with the code `MODULE_NOT_FOUND`, as Node has it */
  readonly require = (given: unknown): unknown => {
    const wanted = String(given);
    if (Object.hasOwn(own, wanted)) return own[wanted as keyof typeof own]();
    const found = libraries.find(([, { modules }]) => modules.includes(wanted));
    if (found !== undefined) return this.#load(found[0]).lent;
    const hint = wanted === 'crypto' ? 'Hashes, HMAC and ciphers are in "crypto-js". ' : '';
    throw moduleNotFound(`The module "${wanted}" is not lent to scripts. ${hint}${offer()}`);
  };

  /** `pm.require`, which takes packages from a registry or of a team. */
  readonly requirePackage = (given: unknown): never => {
    throw moduleNotFound(`pm.require("${String(given)}"): scripts load no packages in Postern. ${offer()}`);
  };

  /** Gives the names that libraries have without `require`; reading one loads it. */
  define(target: object): void {
    for (const [name, { global }] of libraries) {
      if (global === undefined) continue;
      const define = (value: unknown) =>
        Object.defineProperty(target, global, {
          value,
          writable: true,
          configurable: true,
          enumerable: false,
        });
      Object.defineProperty(target, global, {
        get: () => {
          const { lent, named = lent } = this.#load(name);
          if (named !== undefined) define(named);
          return named;
        },
        set: define,
        configurable: true,
        enumerable: false,
      });
    }
  }
}

function offer(): string {
  return `Use one of those that are, with require: ${lentModules.join(', ')}.`;
}

function moduleNotFound(message: string): Error {
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' });
}
