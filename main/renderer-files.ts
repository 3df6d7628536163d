import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One file of the window's bundle as it is served. */
export interface RendererFile {
  mediaType: string;
  /** Named by its content, so it never changes. */
  immutable: boolean;
  read(): Promise<Buffer>;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Lists the built files of the window once, by the exact path under which each is served. A path from outside is only ever
 * looked up in this map and never touches the file system.
 */
export async function listRendererFiles(folder: string): Promise<ReadonlyMap<string, RendererFile>> {
  const files = new Map<string, RendererFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const mediaType = mediaTypes[path.extname(entry.name)];
    if (!entry.isFile() || mediaType === undefined) continue;
    const filePath = path.join(entry.parentPath, entry.name);
    const served = `/${path.relative(folder, filePath).split(path.sep).join('/')}`;
    let bytes: Promise<Buffer> | undefined;
    files.set(served, {
      mediaType,
      immutable: served.startsWith('/assets/'),
      read() {
        bytes ??= readFile(filePath).catch((fault: unknown) => {
          bytes = undefined;
          throw fault;
        });
        return bytes;
      },
    });
  }
  const index = files.get('/index.html');
  if (index === undefined) throw new Error(`The window is not built: there is no index.html in ${folder}.`);
  files.set('/', index);
  return files;
}
