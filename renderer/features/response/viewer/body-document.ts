import type { MarkupLanguage } from '../../../../core/format-markup.ts';
import type { BodyFacts } from '../../../../core/http/exchange.ts';
import { readBody } from '../../../bridge/bridge.ts';
import { BodyRows } from './body-rows.ts';
import { BodySearch } from './body-search.ts';
import type {
  FilteredBody,
  FilterLanguage,
  LayoutKind,
  OpenedBody,
  OpenFacts,
} from './engine/engine-protocol.ts';
import type { SearchQuery } from './engine/search-text.ts';
import { takeFirstBytes } from './first-bytes.ts';
import type { EngineClient, EngineConnection } from './engine-connection.ts';
import { engineConnection, startSearchEngine } from './engines.ts';

/** Gives a range of the bytes that a document is about. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * A body that stays on the Node side, for everything that shows it. Its bytes can be read in ranges (`readBytes`); its
 * text, whatever the charset, is laid out and searched by an engine on a thread of its own, where a place is a byte of
 * the text as UTF-8. Nothing here holds the body: 1 GB costs as much as 1 MB.
 *
 * - `rows('json')`, `rows('text')`: the lines, with folds, paths and ranges of values ({@link BodyRows})
 * - `search(query)`: all matches, as they are found ({@link BodySearch})
 * - `readBytes(start, end)`: the bytes as they came, for hexadecimal views and previews
 */
export class BodyDocument {
  readonly bodyId: BodyFacts['bodyId'];
  readonly sizeBytes: number;
  readonly charset: string;
  /** Whether the text begins with a byte order mark. */
  readonly hasMark: boolean;
  /** The first few thousand characters. */
  readonly head: string;
  private readonly facts: OpenFacts;
  private readonly connection: EngineConnection;
  private readonly document: number;
  private readonly client: EngineClient;
  private readonly layouts = new Map<LayoutKind, BodyRows>();
  private readonly searches = new Set<BodySearch>();

  private constructor(
    body: Pick<BodyFacts, 'bodyId' | 'sizeBytes'>,
    facts: OpenFacts,
    opened: OpenedBody,
    {
      connection,
      document,
      client,
    }: { connection: EngineConnection; document: number; client: EngineClient },
  ) {
    this.bodyId = body.bodyId;
    this.sizeBytes = body.sizeBytes;
    this.charset = opened.charset;
    this.hasMark = opened.markBytes > 0;
    this.head = opened.head;
    this.facts = facts;
    this.connection = connection;
    this.document = document;
    this.client = client;
  }

  /**
   * Opens a body, or other bytes that `read` gives; `close` must be called when it is shown no longer.
   *
   * @throws AppError ERR_BODY_NOT_FOUND, ERR_CALL_CANCELLED when `signal` ends it
   */
  static async open(
    body: Pick<BodyFacts, 'bodyId' | 'sizeBytes' | 'charset'>,
    chosenCharset: string | undefined,
    signal: AbortSignal,
    read: ReadBytes = (start, end) =>
      takeFirstBytes(body.bodyId, start, end) ?? readBody(body.bodyId, { start, end }, signal),
  ): Promise<BodyDocument> {
    const connection = engineConnection();
    const facts: OpenFacts = {
      sizeBytes: body.sizeBytes,
      declaredCharset: body.charset,
      chosenCharset,
    };
    let opened: BodyDocument | undefined;
    const client: EngineClient = {
      read,
      onProgress: (layout, progress) => opened?.layouts.get(layout)?.hear(progress),
    };
    const document = connection.addDocument(client);
    const answer = await connection.call('open', document, facts).catch((fault: unknown) => {
      connection.removeDocument(document);
      throw fault;
    });
    opened = new BodyDocument(body, facts, answer, { connection, document, client });
    if (signal.aborted) opened.close();
    return opened;
  }

  /** The rows of a layout; laying out begins with the first call. */
  rows(kind: LayoutKind): BodyRows {
    let rows = this.layouts.get(kind);
    if (rows === undefined) {
      rows = new BodyRows(this.connection, this.document, kind, this.sizeBytes);
      this.layouts.set(kind, rows);
    }
    return rows;
  }

  /** Searches the whole body, on another thread; `stop` it when nobody waits for it any more. */
  search(query: SearchQuery): BodySearch {
    const search = new BodySearch(startSearchEngine(), this.client, this.facts, query);
    this.searches.add(search);
    search.onStop(() => this.searches.delete(search));
    return search;
  }

  /**
   * Gives what a JSONPath query or an XPath selects, on another thread; `signal` ends it.
   *
   * @throws AppError ERR_CALL_TOO_LARGE, ERR_EXTRACTION_INVALID_PATH, ERR_BODY_NOT_JSON, ERR_BODY_NOT_XML,
   *   ERR_BODY_NOT_FOUND
   */
  filter(language: FilterLanguage, expression: string, signal: AbortSignal): Promise<FilteredBody> {
    return this.onAnotherThread(signal, (connection, document) =>
      connection.call('filter', document, this.facts, language, expression),
    );
  }

  /**
   * Gives the text laid out as markup, as UTF-8, on another thread; nothing where it stays as it came.
   *
   * @throws AppError ERR_BODY_NOT_FOUND
   */
  format(language: MarkupLanguage, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer> | undefined> {
    return this.onAnotherThread(signal, (connection, document) =>
      connection.call('format', document, this.facts, language),
    );
  }

  /** Runs one piece of work with an engine of its own, which goes when `signal` ends it. */
  private async onAnotherThread<T>(
    signal: AbortSignal,
    work: (connection: EngineConnection, document: number) => Promise<T>,
  ): Promise<T> {
    const { connection, end } = startSearchEngine();
    const stop = () => {
      end();
      connection.fail('This was given up.');
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      const document = connection.addDocument({ read: this.client.read });
      return await work(connection, document);
    } finally {
      signal.removeEventListener('abort', stop);
      end();
    }
  }

  /** The bytes as they came, from `start` up to and without `end`. @throws AppError ERR_BODY_NOT_FOUND, ERR_BODY_RANGE */
  readBytes(start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.client.read(start, end);
  }

  close(): void {
    this.searches.forEach((search) => search.stop());
    this.layouts.forEach((rows) => rows.close());
    // An engine that is gone has nothing open.
    this.connection.call('close', this.document).catch(() => undefined);
    this.connection.removeDocument(this.document);
  }
}
