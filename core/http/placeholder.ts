/** How placeholders other than `{{x}}` are written: `${x}` alone, or `{x}` too. */
export type PlaceholderForms = 'dollar' | 'dollarAndBrace';

/** A `${name}` or `{name}` that somebody forgot to fill in. */
export interface Placeholder {
  name: string;
  /** As it stands, braces included. */
  text: string;
  start: number;
}

const dollarPattern = /\$\{([A-Za-z_][\w.-]*)\}/g;
const dollarAndBracePattern = /\$?\{([A-Za-z_][\w.-]*)\}/g;

/**
 * Finds placeholders whose name is a simple identifier, such as Okta's `${userId}` and `{yourOktaDomain}`; JSON and
 * code have other things between their braces.
 */
export function findPlaceholders(text: string, forms: PlaceholderForms): Placeholder[] {
  if (!text.includes('{')) return [];
  const pattern = forms === 'dollar' ? dollarPattern : dollarAndBracePattern;
  return Array.from(text.matchAll(pattern), (match) => ({
    name: match[1] ?? '',
    text: match[0],
    start: match.index,
  }));
}
