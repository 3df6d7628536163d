import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import releaseSync from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import type { ScriptLibraryName } from '../core/scripts/script-libraries.ts';

/** Every Node has it; Node's type package does not name it. */
const { compile } = (
  globalThis as unknown as { WebAssembly: { compile(bytes: Uint8Array): Promise<object> } }
).WebAssembly;

/** Most memory of one interpreter, in pages of 64 KiB. QuickJS built for WebAssembly does not count what it allocates. */
const maxPages = 1_024;

/** Makes interpreters. Each is a WebAssembly instance with memory of its own, so that none inherits another's harm. */
export interface Engine {
  /** The code that runs inside before any script. */
  readonly guestCode: string;
  newInstance(): Promise<QuickJSWASMModule>;
  /** Gives the code of a library. A script waits for it, so it is read in one go, and once. */
  readLibrary(name: ScriptLibraryName): string;
}

/** Where the built parts are: two files, and the folder of the libraries. */
export interface EnginePaths {
  wasm: string;
  guest: string;
  libraries: string;
}

/** Reads the interpreter and the guest's code once. */
export async function loadEngine(paths: EnginePaths): Promise<Engine> {
  setFlagsFromString(`--wasm-max-mem-pages=${maxPages}`);
  const [wasm, guestCode] = await Promise.all([readFile(paths.wasm), readFile(paths.guest, 'utf8')]);
  const wasmModule = await compile(wasm);
  const libraries = new Map<ScriptLibraryName, string>();
  return {
    guestCode,
    newInstance: () => newQuickJSWASMModuleFromVariant(newVariant(releaseSync, { wasmModule })),
    readLibrary(name) {
      const code = libraries.get(name) ?? readPart(path.join(paths.libraries, `${name}.js`), name);
      libraries.set(name, code);
      return code;
    },
  };
}

/** The message of a failure goes to the script, which is not to know where files are. */
function readPart(file: string, name: ScriptLibraryName): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`The library "${name}" is missing from this Postern; install it again.`);
  }
}
