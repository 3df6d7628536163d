import type { JsonObject, JsonValue } from '../json-value.ts';
import type { Script } from '../workspace/script.ts';
import { applyResidue, asText, field, isObject, type Residue, residueOf, textField } from './residue.ts';

/** What reading a list of events gives. */
export interface ReadScripts {
  scripts: Script[];
  /** For each script what it does not hold, `null` where that is nothing; absent where it is nothing for all. */
  residue?: JsonValue[];
  unreadable: number;
}

/** The native format puts the protocol before the types of a collection's scripts. */
const protocolPrefix = 'http:';
const typeOfEvent = new Map([
  ['prerequest', 'beforeRequest'],
  ['test', 'afterResponse'],
]);
const eventOfType = new Map(Array.from(typeOfEvent, ([event, type]) => [type, event]));

/** Reads events: a list of them, or a single one. */
export function readScripts(raw: JsonValue | undefined): ReadScripts {
  const entries = Array.isArray(raw) ? raw : isObject(raw) ? [raw] : [];
  const read: ReadScripts = { scripts: [], unreadable: 0 };
  const residues: JsonValue[] = [];
  for (const entry of entries) {
    if (!isObject(entry)) {
      read.unreadable += 1;
      continue;
    }
    const script = scriptFields(entry);
    read.scripts.push(script);
    residues.push(scriptResidue(entry, script) ?? null);
  }
  if (residues.some((residue) => residue !== null)) read.residue = residues;
  return read;
}

/** Writes scripts as events; a residue belongs to the script in the same place. */
export function writeScripts(scripts: Script[], residues: JsonValue | undefined): JsonValue[] {
  const list = Array.isArray(residues) ? residues : [];
  return scripts.map((script, index) => {
    const listen = eventName(script);
    const residue = list[index];
    const parts: JsonObject = isObject(residue) ? residue : {};
    const event = applyResidue({ listen }, field(parts, 'event'), (candidate) => {
      return isObject(candidate) && asText(field(candidate, 'listen')) === listen;
    });
    const inner = applyResidue(scriptObject(script), field(parts, 'script'), (candidate) => {
      const read = scriptFields({ script: candidate ?? null });
      return read.code === script.code && read.language === script.language;
    });
    return { ...(isObject(event) ? event : {}), ...(inner === undefined ? {} : { script: inner }) };
  });
}

function scriptFields(event: JsonObject): Script {
  const script = field(event, 'script');
  const listen = asText(field(event, 'listen'));
  const exec = isObject(script) ? field(script, 'exec') : script;
  return {
    type: typeOfEvent.get(listen) ?? listen,
    code: Array.isArray(exec) ? joinLines(exec) : asText(exec),
    language: (isObject(script) ? textField(script, 'type') : undefined) ?? 'text/javascript',
  };
}

function joinLines(lines: JsonValue[]): string {
  return (lines.every((line) => typeof line === 'string') ? lines : lines.map(asText)).join('\n');
}

function scriptResidue(event: JsonObject, script: Script): Residue | undefined {
  const own = residueOf(event, { listen: eventName(script) }, scriptOnly);
  const raw = field(event, 'script');
  // The code as one text or as a list of lines says the same; anything else is kept as it was.
  const exec = isObject(raw) ? field(raw, 'exec') : undefined;
  const known = typeof exec === 'string' || Array.isArray(exec);
  const written: JsonObject = known ? { type: script.language } : scriptObject(script);
  const inner = residueOf(raw, written, known ? execOnly : undefined);
  if (own === undefined && inner === undefined) return undefined;
  return { ...(own && { event: own }), ...(inner && { script: inner }) };
}

const scriptOnly = new Set(['script']);
const execOnly = new Set(['exec']);

function eventName(script: Script): string {
  const type = script.type.startsWith(protocolPrefix)
    ? script.type.slice(protocolPrefix.length)
    : script.type;
  return eventOfType.get(type) ?? script.type;
}

function scriptObject(script: Script): JsonObject {
  return { exec: script.code.split('\n'), type: script.language };
}
