/** Characters no file name may have on some system, and controls and lone surrogates that no path can carry. */
const forbidden = /[/\\:*?"<>|\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/gu;
/** Names of devices on Windows, with or without an ending. */
const device =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(?=\.|$)/i;
/** The most bytes of a stem in UTF-8; endings and temporary names need the rest of the usual 255. */
const longestStemBytes = 200;

/** Gives the name of a file or folder, without its ending, for the name of an item: safe on every system, never a path. */
export function fileStem(name: string): string {
  const safe = trimStem(name.normalize('NFC').replace(forbidden, '-').replace(/^\.+/, '-'));
  const stem = shorten(safe, longestStemBytes).replace(device, (match) => `${match}-`);
  return stem === '' ? 'Untitled' : stem;
}

/** Hands out stems that are unique in one directory, counting up from 2 where a name is taken. */
export class FileStems {
  readonly #taken: Set<string>;
  /** The count each stem has come to, so that a thousand items of one name do not search from 2 each time. */
  readonly #counts = new Map<string, number>();

  /** Starts from the stems, without their endings, that stand in the directory. */
  constructor(existing: Iterable<string> = []) {
    this.#taken = new Set([...existing].map(stemKey));
  }

  /** Gives a free stem for an item's name and takes it. */
  take(name: string): string {
    const stem = fileStem(name);
    const key = stemKey(stem);
    for (let count = this.#counts.get(key) ?? 1; ; count += 1) {
      const ending = count === 1 ? '' : ` ${count}`;
      const candidate = trimStem(shorten(stem, longestStemBytes - ending.length)) + ending;
      const candidateKey = stemKey(candidate);
      if (this.#taken.has(candidateKey)) continue;
      this.#taken.add(candidateKey);
      this.#counts.set(key, count + 1);
      return candidate;
    }
  }
}

/** Gives a key that is the same for two stems that some file system takes for one: case and Unicode form do not count. */
export function stemKey(stem: string): string {
  return stem.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}

/** Windows drops dots and spaces at the end, and nobody sees them at the start. */
function trimStem(stem: string): string {
  return stem.replace(/^\s+|[\s.]+$/g, '');
}

function shorten(stem: string, bytes: number): string {
  let left = bytes;
  let end = 0;
  for (const character of stem) {
    const code = character.codePointAt(0) ?? 0;
    left -= code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (left < 0) return trimStem(stem.slice(0, end));
    end += character.length;
  }
  return stem;
}
