import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { HistoryEntry } from '../../../core/history/history-entry.ts';
import { writeFileAtomic } from '../atomic-write.ts';
import { isMissing } from '../file-system.ts';
import { quarantine } from '../quarantine.ts';
import type { SecretStore } from '../secret-store.ts';
import { formatLine, type HistoryLine, type LineKind, parseLines } from './history-line.ts';

/** A line and where it stands. */
export type Place = Pick<HistoryLine, 'kind' | 'start' | 'length'>;

/** A text to be appended. */
export interface NewLine {
  kind: LineKind;
  id: string;
  value: string;
  /** What the value says, for who keeps it in memory too. */
  entry?: HistoryEntry;
}

/** The file changed under us: it was written anew, by another process. */
export class HistoryFileReplaced extends Error {}

/** The bytes of the history: appended to, read by place, written anew without what is no longer wanted. */
export class HistoryFile {
  readonly path: string;
  readonly #secrets: Pick<SecretStore, 'sealAll' | 'open'>;
  #inode = 0;
  #size = 0;
  /** The file ends in the middle of a line, after a crash or a full disk. */
  #endsTorn = false;

  constructor(path: string, secrets: Pick<SecretStore, 'sealAll' | 'open'>) {
    this.path = path;
    this.#secrets = secrets;
  }

  get sizeBytes(): number {
    return this.#size;
  }

  /** Gives the lines that are new since the last look: written by others, or all of them at the first. */
  async readNew(): Promise<HistoryLine[]> {
    const now = await stat(this.path).catch((fault: unknown) => {
      if (isMissing(fault)) return undefined;
      throw fault;
    });
    if (this.#inode !== 0 && (now?.ino !== this.#inode || now.size < this.#size)) {
      this.#inode = 0;
      this.#size = 0;
      throw new HistoryFileReplaced();
    }
    if (now === undefined || now.size === this.#size) return [];
    const from = this.#size;
    const bytes = await this.#readBytes(from, now.size - from);
    // A line that somebody is writing is read when it is whole.
    const whole = bytes.lastIndexOf('\n') + 1;
    this.#endsTorn = whole < bytes.length;
    this.#inode = now.ino;
    this.#size = from + (from === 0 ? bytes.length : whole);
    return [...parseLines(bytes, from)];
  }

  /** Appends lines in one write; gives where each of them stands. */
  async append(lines: readonly NewLine[]): Promise<Place[]> {
    const sealed = await this.#secrets.sealAll(
      lines.map(({ kind, id, value }) => [this.#recordId(kind, id), value] as const),
    );
    const texts = lines.map(({ kind, id }, at) => formatLine(kind, id, sealed[at] ?? Buffer.alloc(0)));
    const handle = await this.#openToAppend();
    try {
      const before = await handle.stat();
      const bytes = Buffer.concat(this.#endsTorn ? [Buffer.from('\n'), ...texts] : texts);
      let start = before.size + (this.#endsTorn ? 1 : 0);
      this.#endsTorn = true;
      await handle.appendFile(bytes);
      this.#endsTorn = false;
      // Where another process wrote meanwhile, its lines are still to be read, and ours with them.
      if (before.size === this.#size && (this.#inode === 0 || this.#inode === before.ino)) {
        this.#inode = before.ino;
        this.#size = before.size + bytes.length;
      }
      return lines.map(({ kind }, at) => {
        const place = { kind, start, length: texts[at]?.length ?? 0 };
        start += place.length;
        return place;
      });
    } finally {
      await handle.close();
    }
  }

  /** Makes what was appended last a power cut. */
  async sync(): Promise<void> {
    const handle = await open(this.path, 'r+');
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  /** Decrypts a line; `undefined` where it was damaged or belongs to another key. */
  open({ kind, id, sealed }: HistoryLine): Promise<string | undefined> {
    return this.#secrets.open(this.#recordId(kind, id), sealed);
  }

  /** Reads the line at a place. */
  async readLine({ kind, start, length }: Place, id: string): Promise<string | undefined> {
    const [line] = parseLines(await this.#readBytes(start, length), start);
    return line?.kind === kind && line.id === id ? this.open(line) : undefined;
  }

  /**
   * Writes the file anew with some of its lines, unless somebody wrote to it meanwhile.
   *
   * @param wanted In the order of the file.
   * @returns Where each of them stands now; `undefined` where the file stayed as it was.
   * @throws HistoryFileReplaced where it was written and then changed by somebody else
   */
  async rewrite<T extends Place>(wanted: readonly T[]): Promise<T[] | undefined> {
    const before = await stat(this.path);
    if (before.size !== this.#size || before.ino !== this.#inode) return undefined;
    let start = 0;
    const places = wanted.map((place) => {
      const moved = { ...place, start };
      start += place.length;
      return moved;
    });
    try {
      await writeFileAtomic(this.path, await this.#readRuns(wanted, start), {
        mode: 0o600,
        beforeRename: async () => {
          if ((await stat(this.path)).size !== before.size) throw new HistoryFileReplaced();
        },
      });
    } catch (fault) {
      if (fault instanceof HistoryFileReplaced) return undefined;
      throw fault;
    }
    this.#forget();
    const { ino, size } = await stat(this.path);
    if (size !== start) throw new HistoryFileReplaced();
    this.#inode = ino;
    this.#size = size;
    return places;
  }

  /** Moves a file of which nothing can be read aside. */
  async putAside(nowEpochMs: number): Promise<string | undefined> {
    this.#forget();
    return quarantine(this.path, nowEpochMs);
  }

  #forget(): void {
    this.#inode = 0;
    this.#size = 0;
    this.#endsTorn = false;
  }

  async #openToAppend(): Promise<FileHandle> {
    try {
      return await open(this.path, 'a', 0o600);
    } catch (fault) {
      if (!isMissing(fault)) throw fault;
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      return open(this.path, 'a', 0o600);
    }
  }

  /** Binds a line to its kind and entry, so that none can pass for another. */
  #recordId(kind: LineKind, id: string): string {
    return `history/${kind}/${id}`;
  }

  async #readBytes(start: number, length: number): Promise<Buffer> {
    return this.#readRuns([{ start, length }], length);
  }

  /** Reads pieces of the file one behind the other; ones that follow each other there are read at once. */
  async #readRuns(pieces: readonly Pick<Place, 'start' | 'length'>[], length: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(length);
    let filled = 0;
    const handle = await open(this.path, 'r');
    try {
      for (let at = 0; at < pieces.length;) {
        const from = pieces[at]?.start ?? 0;
        let end = from;
        for (; pieces[at]?.start === end; at += 1) end += pieces[at]?.length ?? 0;
        for (let place = from; place < end;) {
          const { bytesRead } = await handle.read(bytes, filled, end - place, place);
          if (bytesRead === 0) return bytes.subarray(0, filled);
          filled += bytesRead;
          place += bytesRead;
        }
      }
      return bytes;
    } finally {
      await handle.close();
    }
  }
}
