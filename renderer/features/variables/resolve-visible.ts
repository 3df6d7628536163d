import { createTemplateResolver } from '../../../core/variables/resolve-template.ts';
import type { ScopeChain } from '../../../core/variables/scope.ts';

/** Replaces the variables of a text; empty where one of them is secret, missing or made anew for each send. */
export function resolveVisible(chain: ScopeChain, text: string): string {
  if (!text.includes('{{')) return text;
  const isHidden = (name: string) =>
    chain.find((scope) => scope.variables.has(name))?.variables.get(name)?.secret;
  const visible = chain.map((scope) => ({
    ...scope,
    variables: new Map([...scope.variables].filter(([name]) => isHidden(name) !== true)),
  }));
  try {
    const resolved = createTemplateResolver(visible, () => undefined).resolve(text);
    return resolved.unresolved.length === 0 ? resolved.text : '';
  } catch {
    return '';
  }
}
