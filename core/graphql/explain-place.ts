import type { GraphQLSchema } from 'graphql';
import { getHoverInformation } from 'graphql-language-service';
import { placeOf } from './place-of.ts';
import { touches, withoutVariables } from './without-variables.ts';

/** What stands at a place of a document, by its schema. */
export interface Explanation {
  /** Such as `User.name: String!`. */
  signature: string;
  /** Somebody else's words, as they stand in the schema; with the reason where it is deprecated. */
  description: string;
  start: number;
  end: number;
}

const longestDescription = 4_000;

/** Explains the name at an offset of a document; nothing where there is none that the schema knows. */
export function explainPlace(query: string, offset: number, schema: GraphQLSchema): Explanation | undefined {
  const { text, places } = withoutVariables(query);
  const start = offset - (/[_A-Za-z0-9]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const end = offset + (/^[_A-Za-z0-9]*/.exec(text.slice(offset))?.[0].length ?? 0);
  if (start === end || touches({ start, end }, places)) return undefined;
  // The service looks at the character before the place.
  const contents = getHoverInformation(schema, text, placeOf(text, start + 1), undefined, {
    useMarkdown: false,
  });
  if (typeof contents !== 'string' || contents === '') return undefined;
  const cut = contents.indexOf('\n\n');
  return {
    signature: cut === -1 ? contents : contents.slice(0, cut),
    description: cut === -1 ? '' : contents.slice(cut + 2, cut + 2 + longestDescription),
    start,
    end,
  };
}
