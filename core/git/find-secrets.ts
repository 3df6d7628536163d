/** A text that must not be shared, and what people call it. */
export interface NamedSecret {
  name: string;
  value: string;
}

/** A shorter value says nothing: it would be found everywhere. */
const minLength = 6;
/** From this length on a value is looked for without its white space, since a file may break it over lines. */
const minLooseLength = 12;

interface Prepared {
  name: string;
  forms: string[];
  loose: string | undefined;
}

/**
 * Gives a function that names the secrets which stand in a text: as they are, percent-encoded, or as YAML and JSON write
 * them, with escapes and over several lines.
 */
export function createSecretFinder(secrets: readonly NamedSecret[]): (text: string) => string[] {
  const prepared = secrets.filter(({ value }) => value.trim().length >= minLength).map(prepare);
  return (text) => {
    let looseText: string | undefined;
    const names = new Set<string>();
    for (const { name, forms, loose } of prepared) {
      if (names.has(name)) continue;
      const isFound =
        forms.some((form) => text.includes(form)) ||
        (loose !== undefined && (looseText ??= loosen(text)).includes(loose));
      if (isFound) names.add(name);
    }
    return [...names];
  };
}

function prepare({ name, value }: NamedSecret): Prepared {
  const trimmed = value.trim();
  const loose = loosen(trimmed);
  const forms = [trimmed, JSON.stringify(trimmed).slice(1, -1), encodeText(trimmed)];
  return { name, forms: [...new Set(forms)], loose: loose.length >= minLooseLength ? loose : undefined };
}

/** Takes out what a writer of files may put into a text: breaks, indents, escapes and doubled quotes. */
function loosen(text: string): string {
  return text
    .replace(/\\[nrt]/g, '')
    .replace(/[\s\\]+/g, '')
    .replaceAll("''", "'");
}

function encodeText(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half of a surrogate pair.
    return text;
  }
}
