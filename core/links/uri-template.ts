/** What a variable of a template stands for: one text, a list, or names with their texts. */
export type TemplateValue = string | readonly string[] | readonly (readonly [string, string])[];

/** How one operator writes its values. @see RFC 6570 appendix A */
interface OperatorRule {
  first: string;
  separator: string;
  isNamed: boolean;
  /** After the name of an empty value. */
  ifEmpty: string;
  allowsReserved: boolean;
}

interface VariableSpec {
  name: string;
  isExploded: boolean;
  prefixLength: number | undefined;
}

const rule = (
  first: string,
  separator: string,
  isNamed = false,
  ifEmpty = '',
  allowsReserved = false,
): OperatorRule => ({ first, separator, isNamed, ifEmpty, allowsReserved });

const plainRule = rule('', ',');
const rules: Readonly<Record<string, OperatorRule>> = {
  '+': rule('', ',', false, '', true),
  '#': rule('#', ',', false, '', true),
  '.': rule('.', '.'),
  '/': rule('/', '/'),
  ';': rule(';', ';', true),
  '?': rule('?', '&', true, '='),
  '&': rule('&', '&', true, '='),
};

const expressionPattern = /\{([+#./;?&]?)([^{}]+)\}/g;
const variablePattern =
  /^((?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*)(\*|:[1-9]\d{0,3})?$/;

/** Gives the names a template asks for, in order, each once. Expressions that are none of the grammar's ask for nothing. */
export function templateVariables(template: string): string[] {
  const names = new Set<string>();
  for (const [, , list = ''] of template.matchAll(expressionPattern)) {
    for (const { name } of readSpecs(list) ?? []) names.add(name);
  }
  return [...names];
}

/**
 * Fills in a URI template, all four levels. A name without a value is left out; an expression outside the grammar stays
 * as it is written, as section 3 asks.
 *
 * @see RFC 6570
 */
export function expandTemplate(template: string, values: ReadonlyMap<string, TemplateValue>): string {
  let result = '';
  let done = 0;
  for (const found of template.matchAll(expressionPattern)) {
    const [text, operator = '', list = ''] = found;
    const specs = readSpecs(list);
    result += encode(template.slice(done, found.index), true);
    result += specs === undefined ? text : expand(rules[operator] ?? plainRule, specs, values);
    done = found.index + text.length;
  }
  return result + encode(template.slice(done), true);
}

function readSpecs(list: string): VariableSpec[] | undefined {
  const specs: VariableSpec[] = [];
  for (const text of list.split(',')) {
    const match = variablePattern.exec(text);
    if (match === null) return undefined;
    const [, name = '', modifier = ''] = match;
    const prefixLength = modifier.startsWith(':') ? Number(modifier.slice(1)) : undefined;
    specs.push({ name, isExploded: modifier === '*', prefixLength });
  }
  return specs;
}

function expand(
  operator: OperatorRule,
  specs: readonly VariableSpec[],
  values: ReadonlyMap<string, TemplateValue>,
): string {
  const pieces = specs.flatMap((spec) => {
    const value = values.get(spec.name);
    return value === undefined ? [] : expandOne(operator, spec, value);
  });
  return pieces.length === 0 ? '' : operator.first + pieces.join(operator.separator);
}

function expandOne(operator: OperatorRule, spec: VariableSpec, value: TemplateValue): string[] {
  const write = (text: string) => encode(text, operator.allowsReserved);
  const named = (name: string, text: string) => (text === '' ? name + operator.ifEmpty : `${name}=${text}`);
  const withName = (text: string) => (operator.isNamed ? named(spec.name, text) : text);
  if (typeof value === 'string') {
    const cut =
      spec.prefixLength === undefined ? value : Array.from(value).slice(0, spec.prefixLength).join('');
    return [withName(write(cut))];
  }
  if (value.length === 0) return [];
  if (!spec.isExploded) {
    return [
      withName(
        value
          .flatMap((item) => (typeof item === 'string' ? [item] : item))
          .map(write)
          .join(','),
      ),
    ];
  }
  return value.map((item) => {
    if (typeof item === 'string') return withName(write(item));
    const [name, text] = item;
    return operator.isNamed ? named(write(name), write(text)) : `${write(name)}=${write(text)}`;
  });
}

/** Percent-encodes all but unreserved characters; where reserved ones are allowed, they and `%xx` stay too. */
function encode(text: string, allowsReserved: boolean): string {
  const kept = allowsReserved
    ? /%[0-9A-Fa-f]{2}|[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]+|[^]/gu
    : /[A-Za-z0-9\-._~]+|[^]/gu;
  return text.replace(kept, (piece) => {
    if (piece.length > 2 || /^[A-Za-z0-9\-._~]/.test(piece)) return piece;
    if (allowsReserved && /^[:/?#[\]@!$&'()*+,;=]/.test(piece)) return piece;
    return encodeCharacter(piece);
  });
}

function encodeCharacter(character: string): string {
  // A lone surrogate is no character and cannot be written in an address.
  const whole = /^[\ud800-\udfff]$/u.test(character) ? '\ufffd' : character;
  return encodeURIComponent(whole).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
