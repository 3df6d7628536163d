export { resolveVisible } from './resolve-visible.ts';
export { useVariableChain, useVariableLookup } from './use-variable-chain.ts';
export { VariableCard, VariableHoverCard, openScope } from './variable-card.tsx';
export { VariableField, VariableScope } from './variable-scope.tsx';
export { ancestorsOf, findVisible, overriddenScopes, previewValue } from './visible-scopes.ts';
