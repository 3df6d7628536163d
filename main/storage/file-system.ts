import * as nodeFileSystem from 'node:fs/promises';

/** An open file, as much of it as the stores use. */
export interface OpenFile {
  write(bytes: Uint8Array, offset: number, length: number): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  chmod(mode: number): Promise<void>;
  close(): Promise<void>;
}

/** The file-system calls behind every durable write. Tests put failures and recorders in their place. */
export interface FileSystem {
  open(path: string, flags: string, mode?: number): Promise<OpenFile>;
  readFile(path: string): Promise<Uint8Array>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ mode: number; size: number; mtimeMs: number }>;
  mkdir(path: string, options: { recursive: true; mode?: number }): Promise<unknown>;
}

/** The real file system. */
export const realFileSystem: FileSystem = nodeFileSystem;

/** Gives the system's name of a failure (`ENOSPC`, `EACCES`), `undefined` where it is none of the system's. */
export function systemCode(fault: unknown): string | undefined {
  if (!(fault instanceof Error) || !('code' in fault)) return undefined;
  return typeof fault.code === 'string' && /^E[A-Z0-9]+$/.test(fault.code) ? fault.code : undefined;
}

/** Tells whether a failure means that the file or folder is not there. */
export function isMissing(fault: unknown): boolean {
  const code = systemCode(fault);
  return code === 'ENOENT' || code === 'ENOTDIR';
}
