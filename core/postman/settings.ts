import type { RequestSettings } from '../http/request.ts';
import type { JsonObject, JsonValue } from '../json-value.ts';
import { applyResidue, equalJson, field, isObject, type Residue, residueOf, textField } from './residue.ts';

/** What reading a `protocolProfileBehavior` gives. */
export interface ReadSettings {
  settings?: RequestSettings;
  residue?: Residue;
  /** Names of wishes Postern does not follow. */
  unsupported: string[];
}

const supported = new Set([
  'followRedirects',
  'maxRedirects',
  'strictSSL',
  'protocolVersion',
  'disabledSystemHeaders',
]);

/** Reads the wishes of a request about how it is sent. */
export function readSettings(raw: JsonValue | undefined): ReadSettings {
  const settings = settingsFields(raw);
  const read: ReadSettings = {
    unsupported: isObject(raw) ? Object.keys(raw).filter((key) => !supported.has(key)) : [],
  };
  if (settings !== undefined) read.settings = settings;
  const residue = residueOf(raw, settingsObject(settings));
  if (residue !== undefined) read.residue = residue;
  return read;
}

/** Writes the wishes Postman knows. */
export function writeSettings(
  settings: RequestSettings | undefined,
  residue: JsonValue | undefined,
): JsonValue | undefined {
  const written = settingsObject(settings);
  return applyResidue(written, residue, (candidate) =>
    equalJson(settingsObject(settingsFields(candidate)), written),
  );
}

function settingsFields(raw: JsonValue | undefined): RequestSettings | undefined {
  if (!isObject(raw)) return undefined;
  const settings: RequestSettings = {};
  const followRedirects = field(raw, 'followRedirects');
  if (typeof followRedirects === 'boolean') settings.followRedirects = followRedirects;
  const maxRedirects = field(raw, 'maxRedirects');
  if (typeof maxRedirects === 'number' && Number.isInteger(maxRedirects) && maxRedirects >= 0) {
    settings.maxRedirects = maxRedirects;
  }
  const strict = field(raw, 'strictSSL');
  if (typeof strict === 'boolean') settings.verifyTls = strict;
  const protocolVersion = textField(raw, 'protocolVersion');
  if (protocolVersion !== undefined) settings.protocolVersion = protocolVersion;
  const disabled = readDisabledHeaders(field(raw, 'disabledSystemHeaders'));
  if (disabled.length > 0) settings.disabledSystemHeaders = disabled;
  return Object.keys(settings).length === 0 ? undefined : settings;
}

/** Names as a list, or as a map of names to `true`. */
function readDisabledHeaders(raw: JsonValue | undefined): string[] {
  if (Array.isArray(raw)) return raw.filter((name) => typeof name === 'string');
  if (!isObject(raw)) return [];
  return Object.entries(raw).flatMap(([name, off]) => (off === true ? [name] : []));
}

function settingsObject(settings: RequestSettings | undefined): JsonObject | undefined {
  if (settings === undefined) return undefined;
  const written: JsonObject = {};
  if (settings.followRedirects !== undefined) written['followRedirects'] = settings.followRedirects;
  if (settings.maxRedirects !== undefined) written['maxRedirects'] = settings.maxRedirects;
  if (settings.verifyTls !== undefined) written['strictSSL'] = settings.verifyTls;
  if (settings.protocolVersion !== undefined) written['protocolVersion'] = settings.protocolVersion;
  if (settings.disabledSystemHeaders !== undefined) {
    written['disabledSystemHeaders'] = Object.fromEntries(
      settings.disabledSystemHeaders.map((name) => [name, true]),
    );
  }
  return Object.keys(written).length === 0 ? undefined : written;
}
