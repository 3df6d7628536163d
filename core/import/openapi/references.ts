import type { JsonObject, JsonValue } from '../../json-value.ts';
import { field, isObject, textField } from '../../postman/residue.ts';
import { keysOfPointer } from './json-pointer.ts';

/** References that lead to further references end here. */
const maxHops = 20;

/** Follows the `$ref`s inside one document. Nothing outside of it is ever fetched. */
export class References {
  /** References to other documents, which were not followed. */
  remote = 0;
  private readonly document: JsonObject;

  constructor(document: JsonObject) {
    this.document = document;
  }

  /** Gives the object a value stands for: itself, or what its `$ref` names. `undefined` where there is none. */
  resolve(value: JsonValue | undefined): JsonObject | undefined {
    let current = value;
    for (let hop = 0; hop < maxHops; hop += 1) {
      if (!isObject(current)) return undefined;
      const reference = textField(current, '$ref');
      if (reference === undefined) return current;
      if (!reference.startsWith('#')) {
        this.remote += 1;
        return undefined;
      }
      current = this.find(reference);
    }
    return undefined;
  }

  /** @see RFC 6901 section 6 */
  private find(reference: string): JsonValue | undefined {
    let node: JsonValue | undefined = this.document;
    for (const key of keysOfPointer(reference.slice(1))) {
      if (Array.isArray(node)) node = node[Number(key)];
      else if (isObject(node)) node = field(node, key);
      else return undefined;
    }
    return node;
  }
}
