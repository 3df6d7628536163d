import { findJsonFault } from '../../../../../core/json-fault.ts';
import { formatJson } from '../../../../../core/json-lines.ts';
import { type ByteSource, PagedSource } from './byte-source.ts';
import { decideCharset } from './charset.ts';
import {
  type EngineApi,
  type EnginePort,
  type FromEngine,
  type LayoutKind,
  type OpenFacts,
  type ToEngine,
  toEngineFault,
} from './engine-protocol.ts';
import { filterText } from './filter-text.ts';
import { formatText } from './format-text.ts';
import { JsonLayout } from './json-layout.ts';
import { readWhole } from './read-whole.ts';
import { searchText } from './search-text.ts';
import { TextLayout } from './text-layout.ts';
import { TextSource } from './text-source.ts';

const headBytes = 4_096;
/** Judging a text takes as long as reading it, and rows wait meanwhile. */
const maxJudgedBytes = 2 * 1024 ** 2;

interface OpenDocument {
  makeText(): TextSource;
  json: JsonLayout | undefined;
  text: TextLayout | undefined;
  sizeBytes: number;
}

/** Answers what the window asks, on a thread of its own; the bytes come from the window, range by range. */
export function serveEngine(port: EnginePort<FromEngine>): void {
  const reads = new Map<number, { resolve(bytes: Uint8Array): void; reject(fault: Error): void }>();
  let lastRead = 0;
  const sourceOf = (document: number, sizeBytes: number): ByteSource => ({
    sizeBytes,
    read: (start, end) =>
      new Promise((resolve, reject) => {
        lastRead += 1;
        reads.set(lastRead, { resolve, reject });
        port.postMessage({ kind: 'read', id: lastRead, document, start, end }, []);
      }),
  });
  const api = createApi(port, sourceOf);
  const answer = async ({ id, method, args }: Extract<ToEngine, { kind: 'call' }>) => {
    try {
      const value = await (api[method] as (...args: unknown[]) => Promise<unknown>)(...args);
      port.postMessage({ kind: 'value', id, value }, []);
    } catch (fault) {
      port.postMessage({ kind: 'fault', id, fault: toEngineFault(fault) }, []);
    }
  };
  port.addEventListener('message', ({ data }) => {
    const message = data as ToEngine;
    if (message.kind === 'call') {
      void answer(message);
      return;
    }
    const read = reads.get(message.id);
    reads.delete(message.id);
    if (message.kind === 'bytes') read?.resolve(message.bytes);
    else read?.reject(Object.assign(new Error(message.fault.message), { code: message.fault.code }));
  });
}

function createApi(
  port: EnginePort<FromEngine>,
  sourceOf: (document: number, sizeBytes: number) => ByteSource,
): EngineApi {
  const documents = new Map<number, OpenDocument>();
  const find = (document: number): OpenDocument => {
    const open = documents.get(document);
    if (open === undefined) throw new Error('That body is no longer open.');
    return open;
  };
  const layoutOf = (document: number, kind: LayoutKind): JsonLayout | TextLayout => {
    const open = find(document);
    const report = (progress: JsonLayout['progress']) =>
      port.postMessage({ kind: 'progress', document, layout: kind, progress }, []);
    if (kind === 'json') return (open.json ??= new JsonLayout(open.makeText(), open.sizeBytes, report));
    return (open.text ??= new TextLayout(open.makeText(), open.sizeBytes, report));
  };
  const jsonOf = (document: number) => layoutOf(document, 'json') as JsonLayout;

  return {
    async open(document, facts) {
      const { source, charset, head } = await prepare(sourceOf(document, facts.sizeBytes), facts);
      const makeText = () => new TextSource(source, charset);
      documents.set(document, { makeText, json: undefined, text: undefined, sizeBytes: facts.sizeBytes });
      const text = new TextDecoder(charset.charset).decode(head);
      return { ...charset, head: text };
    },
    async close(document) {
      const open = documents.get(document);
      open?.json?.stop();
      open?.text?.stop();
      documents.delete(document);
    },
    rows: async (document, kind, first, end) => layoutOf(document, kind).rows(first, end),
    rowOf: async (document, kind, offset) => layoutOf(document, kind).rowOf(offset),
    readText: async (document, kind, start, end) => layoutOf(document, kind).readText(start, end),
    readLaidOut: async (document, start, end, most) =>
      formatJson(await jsonOf(document).readText(start, end), 2, most),
    async findFault(document) {
      const { sizeBytes, makeText } = find(document);
      const text = sizeBytes > maxJudgedBytes ? undefined : await readWhole(makeText(), maxJudgedBytes);
      return text === undefined ? undefined : findJsonFault(text.replace(/^\ufeff/, ''));
    },
    resume: async (document, kind, toEnd) => layoutOf(document, kind).resume(toEnd),
    stop: async (document, kind) => layoutOf(document, kind).stop(),
    foldEnd: async (document, row) => jsonOf(document).foldEnd(row),
    parentOf: async (document, row) => jsonOf(document).parentOf(row),
    pathOf: async (document, row) => jsonOf(document).pathOf(row),
    rangeOf: async (document, row, maxBytes) => jsonOf(document).rangeOf(row, maxBytes),
    async filter(document, facts, language, expression) {
      const { source, charset } = await prepare(sourceOf(document, facts.sizeBytes), facts);
      return filterText(new TextSource(source, charset), language, expression);
    },
    async format(document, facts, language) {
      const { source, charset } = await prepare(sourceOf(document, facts.sizeBytes), facts);
      return formatText(new TextSource(source, charset), language);
    },
    async search(document, facts, query) {
      const { source, charset } = await prepare(sourceOf(document, facts.sizeBytes), facts);
      await searchText(new TextSource(source, charset), query, (batch) =>
        port.postMessage({ kind: 'matches', document, batch }, [batch.starts.buffer, batch.lengths.buffer]),
      );
    },
  };
}

async function prepare(bytes: ByteSource, facts: OpenFacts) {
  const source = new PagedSource(bytes);
  const head = await source.read(0, headBytes);
  const charset = decideCharset(head, facts.declaredCharset, facts.chosenCharset);
  return { source, charset, head };
}
