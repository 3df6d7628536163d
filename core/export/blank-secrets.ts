import type { JsonObject } from '../json-value.ts';
export function blankSecrets(document: JsonObject): string[] {
  void document;
  return [];
}
