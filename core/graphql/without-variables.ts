/** A stretch of a text: UTF-16 positions, `end` exclusive. */
export interface Stretch {
  start: number;
  end: number;
}

/** Comments, strings of both kinds, and `{{variables}}`, see `core/variables/template.ts`. */
const token =
  /#[^\r\n]*|"""(?:\\"""|(?!""")[^])*(?:"""|$)|"(?:\\.|[^"\\\r\n])*"?|\{\{[^{}\r\n]*[^{}\s][^{}\r\n]*\}\}/gu;

/**
 * Gives a GraphQL document in which each `{{variable}}` outside of strings is a name of the same length, so that it can be
 * read and every offset stays; and where those stand, since nothing is known of what they become.
 */
export function withoutVariables(query: string): { text: string; places: Stretch[] } {
  const places: Stretch[] = [];
  if (!query.includes('{{')) return { text: query, places };
  const text = query.replace(token, (found, start: number) => {
    if (!found.startsWith('{{')) return found;
    places.push({ start, end: start + found.length });
    return '_'.repeat(found.length);
  });
  return { text, places };
}

/** Tells whether a stretch has anything of the places in it. */
export function touches({ start, end }: Stretch, places: readonly Stretch[]): boolean {
  return places.some((place) => place.start < end && start < place.end);
}
