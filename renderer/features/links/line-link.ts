import type { JsonPath } from '../../../core/json.ts';
import type { JsonToken } from '../../../core/json-lines.ts';
import { isHref, type JsonPlace, type LinkTarget, linkTargetOf } from '../../../core/links/link-target.ts';

/** A link object is small; in a larger one nothing is looked for. */
const maxObjectBytes = 64 * 1024;

/** A line of an answer, as the viewer knows it. */
export interface LinkLine {
  row: number;
  path: JsonPath | undefined;
  tokens: readonly (Pick<JsonToken, 'kind' | 'text'> & { start: number; end: number; hiddenBytes: number })[];
}

/** What can be asked about the lines of an answer, most of which is not in the window. */
export interface LinkRows {
  pathOf(row: number): Promise<JsonPath>;
  parentOf(row: number): Promise<number | undefined>;
  rangeOf(row: number, maxBytes: number): Promise<{ start: number; end: number }>;
  readText(start: number, end: number): Promise<string>;
}

/** Gives the link on a line with what the object around it says about it; nothing where the line has none. */
export async function linkOfLine(rows: LinkRows, line: LinkLine): Promise<LinkTarget | undefined> {
  const place: JsonPlace = { path: line.path ?? (await rows.pathOf(line.row)), tokens: line.tokens };
  return linkTargetOf(place, isHref(place) ? await textAround(rows, line.row) : undefined);
}

async function textAround(rows: LinkRows, row: number): Promise<string | undefined> {
  const parent = await rows.parentOf(row);
  if (parent === undefined) return undefined;
  const { start, end } = await rows.rangeOf(parent, maxObjectBytes);
  return end - start < maxObjectBytes ? rows.readText(start, end) : undefined;
}
