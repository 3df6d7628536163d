import { z } from 'zod';
import { bodyFactsSchema, headerPairsSchema } from '../http/exchange.ts';
import { requestSchema } from '../http/request.ts';
import { bodyIdSchema, itemIdSchema } from '../ids.ts';
import { maxCollectedPages } from '../links/merge-pages.ts';
import { longestLink } from '../links/page-limits.ts';
import { operation } from './operation.ts';

/** The request an answer came to, as it stands in its tab, and how the answer came. */
const answerSource = {
  id: itemIdSchema.optional(),
  parentId: itemIdSchema.optional(),
  environmentId: itemIdSchema.optional(),
  request: requestSchema,
  /** The addresses asked on the way, redirects included, that of the answer last. */
  answerUrls: z.array(z.string()).min(1).max(200),
};

/** Why no more pages were read. */
export const collectStopSchema = z.enum([
  'end',
  'pageLimit',
  'emptyPage',
  'repeated',
  'otherOrigin',
  'notAList',
  'tooLarge',
  'rateLimited',
  'refused',
  'failed',
  'cancelled',
]);
export type CollectStop = z.infer<typeof collectStopSchema>;

/** Pages of one list, put together. */
export const collectedPagesSchema = z.object({
  /** One JSON list of all items, tokens as sent. */
  body: bodyFactsSchema,
  pages: z.number().int(),
  items: z.number().int(),
  stop: collectStopSchema,
  /** Status of the answer that ended it, where one did. */
  status: z.number().int().optional(),
  /** What failed, for people. */
  message: z.string().optional(),
  /** When the rate limit is open again, on this machine's clock. */
  retryAtEpochSec: z.number().optional(),
  /** Of the last answer that came, for the rate limits. */
  last: z.object({ url: z.string(), headers: headerPairsSchema, receivedAtEpochSec: z.number() }).optional(),
  /** Where the next page is, where there is one that was not read; relative to `answerUrls`. */
  next: z.object({ target: z.string(), answerUrls: z.array(z.string()) }).optional(),
});
export type CollectedPages = z.infer<typeof collectedPagesSchema>;

/** Operations on the links of answers. */
export const linkOperations = {
  /**
   * Makes the request behind a link of an answer, ready for a tab of its own; nothing is sent. Refuses with
   * ERR_LINK_REFUSED what is no http(s) address.
   */
  'link.follow': operation(
    z.object({
      ...answerSource,
      href: z.string().min(1).max(longestLink),
      method: z.string().min(1).max(40),
      /** A `page` goes on with the same request: it keeps headers whatever the settings say of links. */
      purpose: z.enum(['link', 'page']),
    }),
    z.object({
      request: requestSchema,
      url: z.string(),
      isSameOrigin: z.boolean(),
      /** Names of what stayed behind because the link leads to another origin. */
      leftOut: z.array(z.string()),
    }),
  ),
  /**
   * Says where a kept body names its next page, as HAL, JSON:API and OData do; for answers whose `link` header does not.
   * Absent where it names none, is no JSON, or is larger than pages are.
   */
  'page.findNext': operation(
    z.object({ bodyId: bodyIdSchema }),
    z.object({ next: z.string().max(longestLink).optional() }),
  ),
  /**
   * Reads page after page from `next` on and puts their items behind those of the answer in `bodyId`. Refuses with
   * ERR_PAGE_NOT_A_LIST where that holds no JSON list; what ends it later is in `stop`, and what came so far is kept.
   */
  'page.collect': operation(
    z.object({
      ...answerSource,
      bodyId: bodyIdSchema,
      next: z.string().min(1).max(longestLink),
      /** The page of `bodyId` included. */
      maxPages: z.number().int().min(2).max(maxCollectedPages).default(20),
      /** Waits for the rate limit where it is open again within so many seconds; 0 = stops there. */
      maxWaitSec: z.number().int().min(0).max(300).default(0),
    }),
    collectedPagesSchema,
  ),
} as const;

export const linkEvents = {
  'page.progressed': z.object({
    callId: z.string(),
    pages: z.number().int(),
    items: z.number().int(),
    /** Until when it waits for the rate limit. */
    waitsUntilEpochSec: z.number().optional(),
  }),
} as const;
