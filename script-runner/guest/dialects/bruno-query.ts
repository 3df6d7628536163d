type Step = { kind: 'name' | 'deep'; name: string } | { kind: 'index'; index: number };

const stepPattern = /\s*(?:\[\s*(\d{1,9})\s*\]|(\.\.|\.)?([^.[\]]+))/y;

/**
 * Looks up what a query of Bruno asks for: names through lists (`orders.id` gives the id of each order), `..name` for a
 * name anywhere below, and `[n]` for one of what was found so far.
 *
 * @throws SyntaxError for what is no query
 */
export function queryBody(body: unknown, query: string): unknown {
  let found: unknown = body;
  for (const step of stepsOf(query)) {
    if (step.kind === 'index') found = Array.isArray(found) ? (found as unknown[])[step.index] : undefined;
    else if (step.kind === 'deep') found = orNothing(below(found, step.name));
    else
      found = Array.isArray(found)
        ? orNothing(found.flatMap((item) => own(item, step.name)))
        : own(found, step.name)[0];
    if (found === undefined) return undefined;
  }
  return found;
}

function stepsOf(query: string): Step[] {
  const steps: Step[] = [];
  stepPattern.lastIndex = 0;
  while (stepPattern.lastIndex < query.length) {
    const part = stepPattern.exec(query);
    if (part === null) throw new SyntaxError(`res("${query}") is a query that is not known here.`);
    const [, index, dots, name = ''] = part;
    if (index !== undefined) steps.push({ kind: 'index', index: Number(index) });
    else steps.push({ kind: dots === '..' ? 'deep' : 'name', name: name.trim() });
  }
  return steps;
}

/** The own value of a name, as a list of one or none. */
function own(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return [];
  return [(value as Record<string, unknown>)[name]];
}

function below(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  const here = Array.isArray(value) ? [] : own(value, name);
  return [...here.flat(), ...Object.values(value).flatMap((inner) => below(inner, name))];
}

function orNothing(list: unknown[]): unknown[] | undefined {
  return list.length === 0 ? undefined : list.flat();
}
