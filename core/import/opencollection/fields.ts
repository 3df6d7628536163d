import type { JsonObject, JsonValue } from '../../json-value.ts';
import { asText, field, isObject, textField } from '../../postman/residue.ts';
import type { Row } from '../../http/row.ts';
import type { Variable } from '../../variables/variable.ts';

/** An object in a field; an empty one where there is none. */
export function objectIn(raw: JsonObject, key: string): JsonObject {
  const value = field(raw, key);
  return isObject(value) ? value : {};
}

/** The objects of a list in a field. */
export function objectsIn(raw: JsonObject, key: string): JsonObject[] {
  const value = field(raw, key);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A description is a text, or an object with one; nothing where it is blank. */
export function describedBy(value: JsonValue | undefined): string | undefined {
  const text = isObject(value) ? (textField(value, 'content') ?? '') : asText(value);
  return text.trim() === '' ? undefined : text;
}

/** A value is a text, or an object that names its type beside it. */
function plainValue(value: JsonValue | undefined): string {
  return isObject(value) && Object.hasOwn(value, 'data') ? asText(field(value, 'data')) : asText(value);
}

/** A row of headers, parameters or a form. */
export function toRow(raw: JsonObject): Row {
  const description = describedBy(field(raw, 'description'));
  return {
    key: asText(field(raw, 'name')),
    value: plainValue(field(raw, 'value')),
    ...(description === undefined ? {} : { description }),
    ...(field(raw, 'disabled') === true ? { disabled: true } : {}),
  };
}

/** A variable of a collection, folder or environment; the value of a secret is never in the file. */
export function toVariable(raw: JsonObject): Variable {
  const { key, value, description, disabled } = toRow(raw);
  const isSecret = field(raw, 'secret') === true;
  return {
    key,
    initialValue: isSecret ? '' : value,
    enabled: disabled !== true,
    type: isSecret ? 'secret' : 'default',
    ...(description === undefined ? {} : { description }),
  };
}
