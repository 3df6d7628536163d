import type { JsonObject } from '../json-value.ts';
import { decodeBase64Text } from '../jwt/base64url.ts';
import { isObject } from '../postman/residue.ts';

/** What a link of a "Run in Postman" button says. */
export interface PostmanLink {
  collectionId: string;
  /** Environments that older buttons carry inside the link, as Postman's JSON. */
  environments: JsonObject[];
}

const linkPattern =
  /^(?:https?:\/\/(?:app\.getpostman\.com|www\.getpostman\.com|getpostman\.com|god\.gw\.postman\.com|app\.postman\.com|go\.postman\.co)\/run-collection\/|postman:\/\/app\/collections\/import\/)([\w-]+)/i;

/** Reads a link of a "Run in Postman" button; `undefined` for any other address. */
export function readPostmanLink(url: string): PostmanLink | undefined {
  const collectionId = linkPattern.exec(url.trim())?.[1];
  return collectionId === undefined ? undefined : { collectionId, environments: linkEnvironments(url) };
}

/** Buttons of old carry environments as `env[Name]=` and the base64 of their values. */
function linkEnvironments(url: string): JsonObject[] {
  const environments: JsonObject[] = [];
  for (const match of url.matchAll(/[?&#]env(?:\[|%5B)([^=]*?)(?:\]|%5D)=([^&#]+)/gi)) {
    const name = decodePart(match[1] ?? '');
    const values = decodeValues(decodePart(match[2] ?? ''));
    if (values !== undefined) environments.push({ name, values });
  }
  return environments;
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function decodeValues(base64: string): JsonObject[] | undefined {
  const text = decodeBase64Text(base64.replaceAll(/\s/g, ''));
  if (text === undefined) return undefined;
  try {
    const values = JSON.parse(text) as unknown;
    return Array.isArray(values) ? (values as JsonObject[]).filter(isObject) : undefined;
  } catch {
    return undefined;
  }
}

/** The public address at which Postman serves a shared collection. */
export function postmanLinkAddress(link: PostmanLink): string {
  return `https://www.getpostman.com/collections/${encodeURIComponent(link.collectionId)}`;
}

/** Gives the address of the file itself for a page of GitHub that shows it; `undefined` for any other address. */
export function githubFileAddress(url: string): string | undefined {
  const match = /^https:\/\/github\.com\/([^/?#]+)\/([^/?#]+)\/blob\/([^?#]+)/.exec(url.trim());
  return match === null
    ? undefined
    : `https://raw.githubusercontent.com/${match[1] ?? ''}/${match[2] ?? ''}/${match[3] ?? ''}`;
}
