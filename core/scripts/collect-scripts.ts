import type { ItemId } from '../ids.ts';
import type { DefinitionRecord } from '../workspace/definition.ts';
import type { Script } from '../workspace/script.ts';
import type { ScriptPhase } from './script-job.ts';
import type { ScriptOrigin } from './script-report.ts';
import { type ScriptDialect, scriptKind } from './script-types.ts';

/** A script and where it stands. */
export interface FoundScript {
  from: ScriptOrigin;
  phase: ScriptPhase;
  dialect: ScriptDialect;
  code: string;
}

/** A request with its scripts; a draft has no id. */
export interface ScriptedRequest {
  id?: ItemId | undefined;
  name: string;
  scripts: readonly Script[];
}

/** Gives the scripts an item holds itself, without empty ones and those in other languages. */
export function ownScripts(
  scripts: readonly Script[],
  phase: ScriptPhase,
  from: ScriptOrigin,
): FoundScript[] {
  return scripts.flatMap(({ type, code, language }) => {
    const kind = scriptKind(type);
    if (kind?.phase !== phase || code.trim() === '' || !isJavaScript(language)) return [];
    return [{ from, phase, dialect: kind.dialect, code }];
  });
}

/**
 * Gives the scripts that run around a request, in Postman's order: those of the collection, of its folders from the
 * outside inwards, and the request's own.
 *
 * @param ancestors Nearest first, up to the collection.
 */
export function collectScripts(
  phase: ScriptPhase,
  request: ScriptedRequest,
  ancestors: readonly DefinitionRecord[],
): FoundScript[] {
  const around = ancestors.toReversed().flatMap(({ id, definition }, index) => {
    const kind = index === 0 ? 'collection' : 'folder';
    return ownScripts(definition.scripts, phase, { itemId: id, kind, name: definition.name });
  });
  const own: ScriptOrigin = {
    ...(request.id === undefined ? {} : { itemId: request.id }),
    kind: 'request',
    name: request.name,
  };
  return [...around, ...ownScripts(request.scripts, phase, own)];
}

function isJavaScript(language: string): boolean {
  return /^(?:text|application)\/(?:x-)?(?:java|ecma)script$/i.test(language);
}
