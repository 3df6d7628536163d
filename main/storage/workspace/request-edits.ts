import type { Request } from '../../../core/http/request.ts';
import type { ItemId, Revision } from '../../../core/ids.ts';
import { isAppError } from '../../../core/errors.ts';
import {
  editRequestFile,
  readRequestFile,
  type RequestFile,
  writeRequestFile,
} from '../../../core/workspace/formats/request-file.ts';
import type { RequestRecord } from '../workspace-store.ts';
import { editedText, isUnreadable } from './edited-text.ts';
import { type Entry, entryPath, strayLinkDetail } from './entry-tree.ts';
import { absentRevision } from './file-stamp.ts';
import { requestStem } from './layout.ts';
import { announceTree, findEntry, type WorkspaceContext, wrongKind } from './workspace-context.ts';
import { conflict, type FileContent } from './workspace-files.ts';

const format = { write: writeRequestFile, edit: editRequestFile };

/** Reads a request. One whose file cannot be read shows as damaged from now on. */
export async function readRequest(context: WorkspaceContext, id: ItemId): Promise<RequestRecord> {
  const entry = findRequest(context, id);
  const path = entryPath(entry);
  const { content, file } = await context.parses.read(
    context.files.absolute(path),
    context.now(),
    async () => {
      const found = await context.files.read(path);
      if (found === undefined) throw conflict(path, absentRevision);
      return { content: found, file: parseRequest(context, entry, found) };
    },
  );
  return { id, name: file.name ?? nameOf(entry), request: file.request, revision: content.revision };
}

/** Saves a request; see `WorkspaceStore.saveRequest`. Runs under the write lock. */
export async function saveRequest(
  context: WorkspaceContext,
  id: ItemId,
  request: Request,
  revision: Revision,
  overwrite: boolean,
): Promise<Revision> {
  const entry = findRequest(context, id);
  const path = entryPath(entry);
  const content = await context.files.read(path);
  if ((content?.revision ?? absentRevision) !== revision && !overwrite) {
    throw conflict(path, content?.revision ?? absentRevision);
  }
  const text = requestText(content, request, entry);
  if (content?.text === text) return content.revision;
  const saved = await context.files.write(path, text, content);
  entry.stamp = context.files.freshStamp(text);
  entry.revision = saved;
  entry.kind = 'request';
  entry.method = request.method;
  entry.detail = undefined;
  announceTree(context, { upserted: [entry] });
  return saved;
}

/** @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_UNSUPPORTED_KIND */
export function findRequest(context: WorkspaceContext, id: ItemId): Entry {
  const entry = findEntry(context, id);
  const isRequest =
    entry.kind === 'request' || (entry.kind === 'damaged' && entry.detail !== strayLinkDetail);
  if (!isRequest) throw wrongKind(entry, 'an HTTP request');
  return entry;
}

function requestText(content: FileContent | undefined, request: Request, entry: Entry): string {
  const before = content === undefined ? undefined : tryParse(content.text);
  if (before !== undefined) return editedText(content, before, { ...before, request }, format);
  // Removed or damaged, and the user chose to write over it.
  const name = entry.name === nameOf(entry) ? undefined : entry.name;
  return writeRequestFile({ name, order: entry.order, request });
}

function tryParse(text: string): RequestFile | undefined {
  try {
    return readRequestFile(text);
  } catch (fault) {
    if (isUnreadable(fault)) return undefined;
    throw fault;
  }
}

function parseRequest(context: WorkspaceContext, entry: Entry, content: FileContent): RequestFile {
  try {
    return readRequestFile(content.text);
  } catch (fault) {
    if (isAppError(fault) && isUnreadable(fault) && entry.kind !== 'damaged') {
      const reason = fault.details?.['reason'];
      entry.kind = 'damaged';
      entry.detail = typeof reason === 'string' ? reason : 'unreadable';
      entry.method = undefined;
      announceTree(context, { upserted: [entry] });
    }
    throw fault;
  }
}

function nameOf(entry: Entry): string {
  return requestStem(entry.fileName) ?? entry.fileName;
}
