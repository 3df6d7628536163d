import type { ChosenFile } from './imports-slice.ts';

/** Bounds of one drop, so that a dropped home folder ends in a clear remark and not in a frozen window. */
export const dropLimits = { files: 5_000, depth: 32 } as const;

function readBatch(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function readFile(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function walk(entry: FileSystemEntry, depth: number, files: ChosenFile[]): Promise<void> {
  if (files.length >= dropLimits.files || depth > dropLimits.depth) return;
  if (entry.isFile) {
    const file = await readFile(entry as FileSystemFileEntry);
    files.push({ file, relativePath: entry.fullPath.replace(/^\//, '') });
    return;
  }
  // Version control's own store is large and holds nothing to import.
  if (entry.name === '.git' || entry.name === 'node_modules') return;
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const batch = await readBatch(reader);
    if (batch.length === 0 || files.length >= dropLimits.files) return;
    for (const child of batch) await walk(child, depth + 1, files);
  }
}

/** Gives the files of a drop or paste, those of dropped folders with their paths; at most {@link dropLimits} of them. */
export async function droppedFiles(transfer: DataTransfer): Promise<ChosenFile[]> {
  // The list is emptied when the event ends, so everything is taken out before the first wait.
  const taken = [...transfer.items].map((item) => ({
    entry: item.kind === 'file' ? item.webkitGetAsEntry() : null,
    file: item.kind === 'file' ? item.getAsFile() : null,
  }));
  const files: ChosenFile[] = [];
  for (const { entry, file } of taken) {
    if (entry?.isDirectory === true) await walk(entry, 0, files);
    else if (file !== null) files.push({ file });
  }
  return files;
}
