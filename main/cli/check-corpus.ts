import { countOf } from '../../core/count-of.ts';
import { readdir } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OperationInput, OperationName, OperationOutput } from '../../core/contract.ts';
import { AppError, type AppErrorData } from '../../core/errors.ts';
import { differences, meaningOf } from '../../core/export/meaning.ts';
import type { ImportReport } from '../../core/import/report.ts';
import type { JsonValue } from '../../core/json-value.ts';
import { type App, createApp } from '../app.ts';
import { readFolder, readTextFile } from '../import/read-folder.ts';
import { createNodeHost } from '../node-host.ts';

/** What became of one file of a corpus. */
export interface CorpusRow {
  /** Inside the corpus. */
  file: string;
  /** The format it was recognised as, or refused as. */
  kind: string;
  requestsIn: number;
  /** Counted in the workspace after the import. */
  requestsOut: number;
  notes: number;
  verdict: string;
  /** A silent drop, a difference after export, or a fault of ours. */
  failed: boolean;
}

/**
 * Imports every file of a folder into a workspace of its own, one by one, through dispatch and down to the disk, and
 * counts what arrives. Collections of version 2.1 are exported again and compared field by field.
 */
export async function checkCorpus(folder: string, onRow: (row: CorpusRow) => void): Promise<CorpusRow[]> {
  const home = await mkdtemp(path.join(tmpdir(), 'postern-corpus-'));
  const app = await createApp({
    host: createNodeHost('cli', home),
    version: '0.0.0',
    profilePath: path.join(home, 'profile'),
    workspacePath: path.join(home, 'workspace'),
  });
  const rows: CorpusRow[] = [];
  try {
    const check = new CorpusCheck(app, folder);
    for await (const row of check.rows()) {
      rows.push(row);
      onRow(row);
    }
    return rows;
  } finally {
    await app.close();
    await rm(home, { recursive: true, force: true });
  }
}

/** The check of one corpus with one app. */
export class CorpusCheck {
  private readonly app: Pick<App, 'dispatcher' | 'bodies'>;
  private readonly folder: string;

  constructor(app: Pick<App, 'dispatcher' | 'bodies'>, folder: string) {
    this.app = app;
    this.folder = folder;
  }

  async *rows(): AsyncGenerator<CorpusRow> {
    const contents = await readFolder(this.folder, new AbortController().signal);
    const units = [...contents.collections, ...contents.bruno, ...contents.openCollections].map(
      (unit) => unit.path,
    );
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .toSorted();
    for (const unit of units.toSorted()) yield await this.check(unit);
    for (const file of files) {
      const unit = units.find((candidate) => file.startsWith(candidate + path.sep));
      if (unit !== undefined) yield this.part(file, path.relative(this.folder, unit));
      else if (path.basename(path.dirname(file)) === '.postman')
        yield this.part(file, 'the workspace, not imported');
      else yield await this.check(file);
    }
  }

  private part(file: string, of: string): CorpusRow {
    const counts = { requestsIn: 0, requestsOut: 0, notes: 0 };
    return {
      file: path.relative(this.folder, file),
      kind: '',
      ...counts,
      verdict: `part of ${of}`,
      failed: false,
    };
  }

  private async check(file: string): Promise<CorpusRow> {
    const row: CorpusRow = {
      file: path.relative(this.folder, file),
      kind: '',
      requestsIn: 0,
      requestsOut: 0,
      notes: 0,
      verdict: '',
      failed: false,
    };
    const reply = await this.app.dispatcher.call('import', 'import.run', {
      sources: [{ kind: 'path', path: file }],
    });
    if (!reply.ok) return refused(row, reply.error);
    const report = reply.value as ImportReport;
    row.kind = Array.from(new Set(report.formats.map(({ format }) => format))).join(', ');
    row.requestsIn = report.leaves.in;
    row.requestsOut = report.leaves.mapped;
    row.notes = report.notes.length;
    const missing = report.leaves.in - report.leaves.mapped - report.leaves.reported;
    row.failed = missing !== 0;
    row.verdict = missing === 0 ? countsOf(report) : `DROPPED ${missing} requests silently`;
    if (row.kind === 'postman-2.1' && !row.failed) await this.compare(file, report, row);
    if (report.undoId !== undefined) await this.call('workspace.undo', { undoId: report.undoId });
    return row;
  }

  /** Exports a collection and holds it against the file it came from. */
  private async compare(file: string, report: ImportReport, row: CorpusRow): Promise<void> {
    const [collection] = report.collections;
    if (collection === undefined || report.collections.length > 1) return;
    const format = 'postman-2.1' as const;
    const { bodyId, sizeBytes } = await this.call('collection.export', {
      id: collection.id,
      format,
      includeSecrets: true,
    });
    const exported = Buffer.from(await this.app.bodies.readAll(bodyId, sizeBytes)).toString();
    const before = JSON.parse(await readTextFile(file)) as JsonValue;
    const [first, ...others] = differences(meaningOf(before), meaningOf(JSON.parse(exported) as JsonValue));
    if (first === undefined) {
      row.verdict += ', equal after export';
      return;
    }
    row.failed = true;
    row.verdict = `DIFFERS after export in ${others.length + 1} places, first ${first.path.join('.')}`;
  }

  private async call<N extends OperationName>(
    name: N,
    input: OperationInput<N>,
  ): Promise<OperationOutput<N>> {
    const reply = await this.app.dispatcher.call('check', name, input);
    if (reply.ok) return reply.value as OperationOutput<N>;
    throw new AppError(reply.error.code, reply.error.message, { details: reply.error.details });
  }
}

function refused(row: CorpusRow, error: AppErrorData): CorpusRow {
  const { details } = error;
  row.kind = typeof details?.['format'] === 'string' ? details['format'] : '';
  row.requestsIn = typeof details?.['requests'] === 'number' ? details['requests'] : 0;
  row.notes = 1;
  // A refusal names the reason; a fault of ours does not.
  row.failed = error.code === 'ERR_CALL_INTERNAL';
  row.verdict = row.failed ? `FAULT ${error.message}` : `refused, ${error.code}`;
  return row;
}

function countsOf(report: ImportReport): string {
  const counts: [number, string][] = [
    [report.collections.length, 'collection'],
    [report.collections.reduce((sum, { examples }) => sum + examples, 0), 'example'],
    [report.collections.reduce((sum, { scripts }) => sum + scripts, 0), 'script'],
    [report.environments.reduce((sum, { variables }) => sum + variables, 0) + report.globals, 'variable'],
    [report.notes.filter(({ severity }) => severity === 'lost').length, 'loss'],
  ];
  const words = counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => countOf(count, word, word === 'loss' ? 'losses' : undefined));
  return words.length === 0 ? 'imported, empty' : `imported ${words.join(', ')}`;
}
