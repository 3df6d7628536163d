import type { JsonObject, JsonValue } from '../json-value.ts';
import { asText, field, isObject, textField } from '../postman/residue.ts';

/** Between the names of a path. */
const separator = ' › ';

/** Parameters of an authorization that are secrets, in lower case without marks. */
const secretParameters = new Set(
  `password token value clientsecret secret accesstoken refreshtoken idtoken privatekey privatekeypassphrase passphrase
  consumersecret tokensecret authkey secretkey sessiontoken clienttoken assertion clientassertion codeverifier
  subjecttoken actortoken`.split(/\s+/),
);

/** Headers whose value is a credential. */
const secretHeaders = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'api-key',
  'x-auth-token',
]);

/** Fields of a form, or of a query, that OAuth and password forms use for secrets. */
const secretFields = new Set([
  'password',
  'client_secret',
  'client_assertion',
  'refresh_token',
  'access_token',
  'id_token',
  'code_verifier',
  'api_key',
  'apikey',
]);

/**
 * Blanks the secrets of a collection in version 2.1, in place: parameters of authorizations, secret variables, headers
 * and cookies with credentials, secret fields of forms and queries, passwords in addresses. A text that holds a
 * `{{variable}}` is no secret.
 *
 * @returns the places, as names down to the field
 */
export function blankSecrets(document: JsonObject): string[] {
  const blanker = new Blanker();
  blanker.container(document, []);
  return blanker.blanked;
}

class Blanker {
  readonly blanked: string[] = [];

  container(raw: JsonObject, where: string[]): void {
    const info = field(raw, 'info');
    const name = asText(field(isObject(info) ? info : raw, 'name'));
    const place = [...where, name];
    this.auth(field(raw, 'auth'), place);
    this.variables(field(raw, 'variable'), place);
    for (const child of objects(field(raw, 'item'))) {
      if (Array.isArray(field(child, 'item'))) this.container(child, place);
      else this.item(child, place);
    }
  }

  private item(raw: JsonObject, where: string[]): void {
    const place = [...where, asText(field(raw, 'name'))];
    this.request(field(raw, 'request'), place);
    this.variables(field(raw, 'variable'), place);
    for (const response of objects(field(raw, 'response'))) {
      const inside = [...place, asText(field(response, 'name'))];
      this.request(field(response, 'originalRequest'), inside);
      this.headers(response, inside);
      for (const cookie of objects(field(response, 'cookie'))) this.blank(cookie, 'value', inside, 'cookie');
    }
  }

  private request(raw: JsonValue | undefined, place: string[]): void {
    if (!isObject(raw)) return;
    this.auth(field(raw, 'auth'), place);
    this.headers(raw, place);
    this.url(raw, place);
    const body = field(raw, 'body');
    if (!isObject(body)) return;
    for (const mode of ['urlencoded', 'formdata']) this.fields(field(body, mode), place, `body.${mode}`);
  }

  private auth(raw: JsonValue | undefined, place: string[]): void {
    if (!isObject(raw)) return;
    for (const [type, parameters] of Object.entries(raw)) {
      if (isObject(parameters)) {
        for (const key of Object.keys(parameters)) {
          if (isSecretParameter(key)) this.blank(parameters, key, place, `auth.${type}`);
        }
      }
      for (const parameter of objects(parameters)) {
        const key = asText(field(parameter, 'key'));
        if (isSecretParameter(key)) this.blank(parameter, 'value', place, `auth.${type}.${key}`);
        // Further parameters of a token request are rows of their own.
        else this.fields(field(parameter, 'value'), place, `auth.${type}.${key}`);
      }
    }
  }

  private variables(raw: JsonValue | undefined, place: string[]): void {
    for (const variable of objects(raw)) {
      if (field(variable, 'type') !== 'secret') continue;
      this.blank(variable, 'value', place, `variable ${asText(field(variable, 'key'))}`);
    }
  }

  private headers(holder: JsonObject, place: string[]): void {
    const raw = field(holder, 'header');
    if (typeof raw === 'string') {
      const lines = raw.split('\n').map((line) => {
        const [name = '', ...value] = line.split(':');
        if (!secretHeaders.has(name.trim().toLowerCase()) || !isSecretText(value.join(':'))) return line;
        this.blanked.push([...place, `header ${name.trim()}`].join(separator));
        return `${name}:`;
      });
      holder['header'] = lines.join('\n');
    }
    for (const row of objects(raw)) {
      const name = asText(field(row, 'key'));
      if (!secretHeaders.has(name.trim().toLowerCase())) continue;
      // A scheme without anything after it is no credential.
      if (/^(?:basic|bearer|ssws|digest|dpop)$/i.test(asText(field(row, 'value')).trim())) continue;
      this.blank(row, 'value', place, `header ${name}`);
    }
  }

  private fields(raw: JsonValue | undefined, place: string[], what: string): void {
    for (const row of objects(raw)) {
      const key = asText(field(row, 'key'));
      if (secretFields.has(key.trim().toLowerCase())) this.blank(row, 'value', place, `${what}.${key}`);
    }
  }

  private url(holder: JsonObject, place: string[]): void {
    const raw = field(holder, 'url');
    if (typeof raw === 'string') {
      holder['url'] = this.urlText(raw, place);
    } else if (isObject(raw)) {
      const text = textField(raw, 'raw');
      const before = this.blanked.length;
      if (text !== undefined) raw['raw'] = this.urlText(text, place);
      // What was blanked in the text is the same as in the pieces: it is listed once.
      const listed = this.blanked.length;
      this.fields(field(raw, 'query'), place, 'query');
      const user = field(raw, 'auth');
      if (isObject(user)) this.blank(user, 'password', place, 'url');
      if (listed > before) this.blanked.length = listed;
    }
  }

  private urlText(text: string, place: string[]): string {
    const note = (what: string) => this.blanked.push([...place, what].join(separator));
    return text
      .replace(/^([a-z][a-z0-9+.-]*:\/\/[^/?#@:{}]*:)([^/?#@{}]+)@/i, (_whole, start: string) => {
        note('url.password');
        return `${start}@`;
      })
      .replaceAll(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark: string, key: string, value: string) => {
        if (!secretFields.has(key.toLowerCase()) || !isSecretText(value)) return whole;
        note(`query.${key}`);
        return `${mark}${key}=`;
      });
  }

  private blank(holder: JsonObject, key: string, place: string[], what: string): void {
    const value = field(holder, key);
    if (typeof value === 'string' ? !isSecretText(value) : typeof value !== 'number') return;
    holder[key] = '';
    this.blanked.push([...place, key === 'value' ? what : `${what}.${key}`].join(separator));
  }
}

function objects(raw: JsonValue | undefined): JsonObject[] {
  return Array.isArray(raw) ? raw.filter(isObject) : [];
}

/** Tells by its name whether a parameter of an authorization is a secret. */
export function isSecretParameter(key: string): boolean {
  return secretParameters.has(key.replaceAll(/[_\-\s]/g, '').toLowerCase());
}

/** Tells whether a text that stands where a secret does is one: a `{{variable}}` is not. */
export function isSecretText(text: string): boolean {
  return text.trim() !== '' && !text.includes('{{');
}
