import type { JsonObject, JsonValue } from './json-value.ts';
import type { Caller } from './authenticate.ts';
import type { Org } from './org.ts';

/** One request as a route sees it: routed, authenticated, its body parsed. */
export interface ApiCall {
  readonly org: Org;
  readonly method: string;
  /** The full address, on the org's own origin. */
  readonly url: URL;
  /** Values of the `:name` parts of the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The JSON object of the body; absent when the body is empty. */
  readonly body: JsonObject | undefined;
  /** Absent on public routes. */
  readonly caller: Caller | undefined;
  readonly requestId: string;
  readonly userAgent: string | undefined;
}

/** What a route answers; exactly one of `json` and `content`, or neither for 204. */
export interface Answer {
  readonly status: number;
  readonly json?: JsonValue;
  readonly content?: { readonly mediaType: string; readonly data: string | Uint8Array };
  /** Values of `link` headers; each is sent as a header line of its own. */
  readonly links?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** 200 with a JSON body. */
export const ok = (json: JsonValue, links?: readonly string[]): Answer => ({ status: 200, json, links });

/** 204: done, and nothing to say. */
export const noContent: Answer = { status: 204 };
