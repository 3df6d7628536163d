import { setTimeout as wait } from 'node:timers/promises';
import type { CollectedPages, CollectStop } from '../../core/contract/links.ts';
import type { OperationParsedInput } from '../../core/contract.ts';
import { AppError, isAppError } from '../../core/errors.ts';
import type { Exchange, HeaderPairs } from '../../core/http/exchange.ts';
import { readRetryAt } from '../../core/http/rate-limit.ts';
import type { BodyId } from '../../core/ids.ts';
import { findLink } from '../../core/links/link-header.ts';
import { type PageItems, readPageItems } from '../../core/links/merge-pages.ts';
import { findNextInBody } from '../../core/links/next-in-body.ts';
import type { AppContext } from '../app-context.ts';
import type { BodyWriter } from '../storage/body-store.ts';
import { makeFollowed } from './follow-answer-link.ts';
import { sendRequest } from './send-request.ts';
import type { CallContext, Service } from './service.ts';

type Input = OperationParsedInput<'page.collect'>;
type Next = NonNullable<CollectedPages['next']>;
type Ending = Pick<CollectedPages, 'stop' | 'status' | 'message' | 'retryAtEpochSec'>;
type Response = Extract<Exchange['outcome'], { kind: 'response' }>;
/** An answer as the loop sees it. */
type Page = { kind: 'page'; response: Response; answerUrls: string[] } | { kind: 'ending'; ending: Ending };

/** A reset is a whole second; a request right at its start may still count against the old window. */
const marginMs = 500;
/** For one page; a server that never opens is not asked for ever. */
const maxWaits = 5;

/**
 * Collects the pages of a list into one body. The address of each page is the `next` of the one before, and is asked
 * only on the origin of the request. Cancelled, it keeps what came so far.
 *
 * @throws AppError ERR_PAGE_NOT_A_LIST, ERR_BODY_NOT_FOUND
 */
export const collectPages: Service<'page.collect'> = async (app, input, call) => {
  const first = await readPage(app, input.bodyId);
  if (first === undefined) {
    throw new AppError(
      'ERR_PAGE_NOT_A_LIST',
      'There is no JSON list in this answer, so that its pages cannot be put together. Follow its next page instead.',
    );
  }
  const collection = new Collection(app, input, call);
  try {
    await collection.add(first);
    return await collection.run();
  } catch (fault) {
    await collection.discard();
    throw fault;
  }
};

/** Reads a page: its items, and where it names the next one; `undefined` where it holds no JSON list in UTF-8. */
async function readPage(
  app: AppContext,
  bodyId: BodyId,
): Promise<(PageItems & { next: string | undefined }) | undefined> {
  const bytes = await app.bodies.readAll(bodyId, app.bodies.stat(bodyId).sizeBytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const items = readPageItems(text);
    return items && { ...items, next: findNextInBody(text) };
  } catch {
    return undefined;
  }
}

/** One run: the body that grows, and where it goes on. */
class Collection {
  readonly #app: AppContext;
  readonly #input: Input;
  readonly #call: CallContext;
  readonly #writer: BodyWriter;
  readonly #seen = new Set<string>();
  #next: Next | undefined;
  #last: CollectedPages['last'];
  #pages = 0;
  #items = 0;

  constructor(app: AppContext, input: Input, call: CallContext) {
    this.#app = app;
    this.#input = input;
    this.#call = call;
    this.#writer = app.bodies.create('application/json');
    this.#next = { target: input.next, answerUrls: input.answerUrls };
    this.#seen.add(input.answerUrls.at(-1) ?? '');
  }

  async add({ inner, count }: PageItems): Promise<void> {
    const before = this.#pages === 0 ? '[' : this.#items > 0 && count > 0 ? ',\n' : '';
    await this.#writer.write(Buffer.from(before + inner));
    this.#pages += 1;
    this.#items += count;
  }

  discard(): Promise<void> {
    return this.#writer.discard();
  }

  async run(): Promise<CollectedPages> {
    let ending: Ending | undefined = this.#items === 0 ? { stop: 'emptyPage' } : undefined;
    while (ending === undefined) {
      this.#tell();
      ending = await this.#step();
    }
    await this.#writer.write(Buffer.from(']'));
    await this.#writer.finish();
    const { bodyId, sizeBytes } = this.#writer;
    return {
      body: {
        bodyId,
        sizeBytes,
        encodedSizeBytes: sizeBytes,
        mediaType: 'application/json',
        contentEncodings: [],
      },
      pages: this.#pages,
      items: this.#items,
      ...ending,
      ...(this.#next === undefined ? {} : { next: this.#next }),
      ...(this.#last === undefined ? {} : { last: this.#last }),
    };
  }

  /** Reads one page; gives why there is no more where that is so. */
  async #step(): Promise<Ending | undefined> {
    const next = this.#next;
    if (next === undefined) return { stop: 'end' };
    if (this.#pages >= this.#input.maxPages) return { stop: 'pageLimit' };
    const page = await this.#ask(next);
    if (page.kind === 'ending') return page.ending;
    const { response, answerUrls } = page;
    try {
      const { sizeBytes, incomplete } = response.body;
      const limit = this.#app.settings.read().request.maxResponseBytes;
      if (incomplete === 'limit' || this.#writer.sizeBytes + sizeBytes > limit) return { stop: 'tooLarge' };
      const items = await readPage(this.#app, response.body.bodyId);
      if (items === undefined) return { stop: 'notAList', status: response.status };
      await this.add(items);
      const target = findLink(response.headers, 'next')?.target ?? items.next;
      this.#next = target === undefined ? undefined : { target, answerUrls };
      // The System Log always has a next page; an empty one is its end for now.
      return items.count === 0 ? { stop: this.#next === undefined ? 'end' : 'emptyPage' } : undefined;
    } finally {
      await this.#app.bodies.drop(response.body.bodyId);
    }
  }

  /** Asks for a page, once more after each wait for the rate limit. */
  async #ask({ target, answerUrls }: Next): Promise<Page> {
    const { id, parentId, environmentId, request } = this.#input;
    const source = { id, parentId, environmentId, request, answerUrls };
    const link = await makeFollowed(this.#app, { ...source, href: target, method: 'GET', purpose: 'page' });
    if (!link.isSameOrigin) return ending('otherOrigin');
    if (this.#seen.has(link.url)) return ending('repeated');
    this.#seen.add(link.url);
    for (let waits = 0; ; waits += 1) {
      if (this.#call.signal.aborted) return ending('cancelled');
      const exchange = await this.#send(link.request);
      if ('stop' in exchange) return { kind: 'ending', ending: exchange };
      const { outcome } = exchange;
      if (outcome.kind === 'failure') {
        const { code, message } = outcome.failure;
        return code === 'cancelled' ? ending('cancelled') : ending('failed', { message });
      }
      const receivedAtEpochSec = Math.floor((exchange.startedAtEpochMs + exchange.timings.totalMs) / 1000);
      this.#last = { url: exchange.request.url, headers: outcome.headers, receivedAtEpochSec };
      if (outcome.status === 429) {
        await this.#app.bodies.drop(outcome.body.bodyId);
        const mayWait = waits < maxWaits;
        const limited = await this.#waitForLimit(outcome.headers, receivedAtEpochSec, mayWait);
        if (limited !== undefined) return { kind: 'ending', ending: limited };
        continue;
      }
      if (outcome.status < 200 || outcome.status > 299) {
        await this.#app.bodies.drop(outcome.body.bodyId);
        return ending('refused', { status: outcome.status });
      }
      const asked = [...exchange.hops.map((hop) => hop.request.url), exchange.request.url];
      return { kind: 'page', response: outcome, answerUrls: asked };
    }
  }

  async #send(request: Input['request']): Promise<Exchange | Ending> {
    const { id, parentId, environmentId } = this.#input;
    try {
      const sent = await sendRequest(this.#app, { id, parentId, environmentId, request }, this.#call);
      return sent.exchange;
    } catch (fault) {
      if (this.#call.signal.aborted) return { stop: 'cancelled' };
      if (!isAppError(fault)) throw fault;
      return { stop: 'failed', message: fault.message };
    }
  }

  /** Waits where the limit opens soon enough; else gives the ending. */
  async #waitForLimit(
    headers: HeaderPairs,
    receivedAtEpochSec: number,
    mayWait: boolean,
  ): Promise<Ending | undefined> {
    const retryAtEpochSec = readRetryAt(headers, receivedAtEpochSec);
    const limited: Ending = {
      stop: 'rateLimited',
      status: 429,
      ...(retryAtEpochSec === undefined ? {} : { retryAtEpochSec }),
    };
    const waitMs = retryAtEpochSec === undefined ? Infinity : retryAtEpochSec * 1000 - this.#app.now();
    if (!mayWait || waitMs > this.#input.maxWaitSec * 1000 || this.#input.maxWaitSec === 0) return limited;
    this.#tell(retryAtEpochSec);
    try {
      await wait(Math.max(waitMs, 0) + marginMs, undefined, { signal: this.#call.signal });
      this.#tell();
      return undefined;
    } catch {
      return { stop: 'cancelled' };
    }
  }

  #tell(waitsUntilEpochSec?: number): void {
    this.#app.emit('page.progressed', {
      callId: this.#call.callId,
      pages: this.#pages,
      items: this.#items,
      ...(waitsUntilEpochSec === undefined ? {} : { waitsUntilEpochSec }),
    });
  }
}

function ending(stop: CollectStop, more: Omit<Ending, 'stop'> = {}): Page {
  return { kind: 'ending', ending: { stop, ...more } };
}
