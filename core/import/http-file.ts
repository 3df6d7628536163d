import type { Auth } from '../auth/auth.ts';
import { countOf } from '../count-of.ts';
import type { Body, RawLanguage } from '../http/body.ts';
import { emptyRequest, type Request } from '../http/request.ts';
import type { Row } from '../http/row.ts';
import type { ExtractionRule } from '../links/extraction-rule.ts';
import type { Variable } from '../variables/variable.ts';
import type { CollectionTree, RequestItem } from '../workspace/collection.ts';
import { AnswerVariables, noteAnswerVariable } from './answer-variables.ts';
import { authOf } from './auth-of.ts';
import { type FileVariable, type HttpSection, splitHttpFile } from './http-file/sections.ts';
import { joinedQuery } from './joined-query.ts';
import type { NoteBook } from './notes.ts';
import type { Steps } from './steps.ts';
import { noteKeptTemplate } from './templates.ts';

/**
 * Makes a collection of a file of plain HTTP requests, as the REST clients of VS Code and JetBrains have them: parted by
 * `###`, with `@name = value` for variables. `{{login.response.body.token}}` becomes a rule of the request `login`.
 *
 * @see RFC 9112 section 3 for the request line, whose version may be left out
 */
export function* readHttpFile(text: string, name: string, notes: NoteBook): Steps<CollectionTree> {
  const { sections, variables } = splitHttpFile(text);
  const reader = new HttpFileReader(
    sections,
    variables.map((each) => each.name),
    notes,
  );
  const items: RequestItem[] = [];
  for (const section of sections) {
    items.push(reader.request(section));
    yield;
  }
  const initial = variables.map(({ name: key, value }) => ({
    key,
    initialValue: reader.text(value, [name]),
    enabled: true,
    type: 'default',
  }));
  reader.addRules();
  const variablesOfAll = [...initial, ...askedVariables(sections, variables)];
  return { definition: { name, variables: variablesOfAll, scripts: [] }, items };
}

/** Variables for `# @prompt name`: they are asked for when sending. */
function askedVariables(sections: readonly HttpSection[], known: readonly FileVariable[]): Variable[] {
  const names = new Set(sections.flatMap(({ prompts }) => prompts).filter((prompt) => prompt !== ''));
  for (const { name } of known) names.delete(name);
  return Array.from(names, (key) => {
    const isSecret = /passw|secret|token|otp|pin$/i.test(key);
    const type = isSecret ? 'secret' : 'default';
    return { key, initialValue: '', enabled: true, type, source: { kind: 'ask' } };
  });
}

/** Counts the requests of such a file by its lines: parts between `###` in which something is asked for. */
export function countHttpFileRequests(text: string): number {
  return text
    .split(/^###.*$/m)
    .filter((part) => /^[ \t]*(?![#@<]|\/\/)(?:[A-Z]+[ \t]+)?(?:https?:\/\/|\{\{|\/)/m.test(part)).length;
}

/** `{{login.response.body.$.token}}`, `{{login.response.headers.Location}}`. */
const answerTemplate = /\{\{\s*([\w-]+)\.response\.(body|headers)\.([^{}]+?)\s*\}\}/g;
/** What these tools make while sending and Postern does not, or not so. */
const foreignTemplate =
  /\{\{\s*\$(?:processEnv|dotenv|aadToken|aadV2Token|oidcAccessToken|randomInt|datetime|localDatetime|env)\b[^{}]*\}\}/g;

class HttpFileReader {
  private readonly sections: Map<string, HttpSection>;
  private readonly named = new Map<string, RequestItem>();
  private readonly variables: AnswerVariables;
  private readonly notes: NoteBook;

  constructor(sections: readonly HttpSection[], taken: readonly string[], notes: NoteBook) {
    this.sections = new Map(
      sections.filter(({ id }) => id !== '').map((section): [string, HttpSection] => [section.id, section]),
    );
    this.variables = new AnswerVariables(new Set(taken));
    this.notes = notes;
  }

  text(given: string, where: string[]): string {
    const templates = given.match(foreignTemplate) ?? [];
    for (const template of templates)
      noteKeptTemplate(this.notes, where, `{{${/\$\w+/.exec(template)?.[0] ?? ''}}}`);
    return given.replace(answerTemplate, (whole, id: string, part: string, path: string) => {
      const section = this.sections.get(id);
      const value = takenBy(part, path);
      if (section === undefined || value === undefined) return whole;
      noteAnswerVariable(this.notes, where);
      return `{{${this.variables.nameFor(id, { name: id, url: section.url }, value)}}}`;
    });
  }

  request(section: HttpSection): RequestItem {
    const name = section.title || section.id || `${section.method} ${section.url}`;
    const where = [name];
    const text = (given: string) => this.text(given, where);
    const headers = section.headers.map(({ key, value, disabled }): Row => ({
      key,
      value: text(value),
      ...(disabled ? { disabled } : {}),
    }));
    const { auth, others } = takeAuth(headers);
    const isGraphQl = others.some(
      ({ key, value }) => isNamed(key, 'x-request-type') && /^graphql$/i.test(value),
    );
    const request: Request = {
      ...emptyRequest(),
      method: section.method,
      ...joinedQuery(text(section.url), [], 'further'),
      headers: isGraphQl ? others.filter(({ key }) => !isNamed(key, 'x-request-type')) : others,
      body: isGraphQl ? graphQlBody(text(section.body)) : bodyOf(text(section.body), others),
      ...(auth === undefined ? {} : { auth }),
      ...(section.directives.includes('no-redirect') ? { settings: { followRedirects: false } } : {}),
    };
    if (section.hasScript) this.noteScript(where);
    const item: RequestItem = { kind: 'request', name, request, examples: [] };
    if (section.id !== '') this.named.set(section.id, item);
    return item;
  }

  private noteScript(where: string[]): void {
    this.notes.tally(
      'httpFile.script',
      'lost',
      where,
      (count) =>
        `${countOf(count, 'response handler')} of JetBrains' HTTP client came along and ${count === 1 ? 'was' : 'were'} left out. Extract rules and Checks do most of what they do.`,
    );
  }

  /** Gives each request the rules that others need of it. */
  addRules(): void {
    for (const [id, { request }] of this.named) request.extractions.push(...this.variables.rulesOf(id));
  }
}

function takenBy(part: string, path: string): Pick<ExtractionRule, 'source' | 'expression'> | undefined {
  if (part === 'headers') return { source: 'header', expression: path };
  if (path === '*') return undefined;
  if (path.startsWith('/')) return { source: 'xml', expression: path };
  return { source: 'body', expression: path.startsWith('$') ? path : `$.${path}` };
}

const isNamed = (key: string, name: string) => key.toLowerCase() === name;

/** `Authorization: Basic user password` and `Digest user password` are put together while sending. */
function takeAuth(headers: Row[]): { auth?: Auth; others: Row[] } {
  const row = headers.find(({ key, disabled }) => isNamed(key, 'authorization') && disabled !== true);
  const [, type = '', username = '', password = ''] =
    /^(basic|digest)\s+(\S+?)(?:\s+|:)(\S.*)$/i.exec(row?.value ?? '') ?? [];
  if (row === undefined || type === '') return { others: headers };
  const auth = authOf(type.toLowerCase(), { username, password });
  return { auth, others: headers.filter((header) => header !== row) };
}

function bodyOf(text: string, headers: readonly Row[]): Body {
  const type = headers.find(({ key }) => isNamed(key, 'content-type'))?.value.toLowerCase() ?? '';
  if (text === '') return { type: 'none' };
  const file = /^<@?(?:\w+)?\s+(\S[^\n]*)$/.exec(text)?.[1];
  if (file !== undefined) return { type: 'file', path: file.trim() };
  if (type.includes('x-www-form-urlencoded')) return { type: 'urlencoded', rows: formRows(text) };
  const guessed = /^[[{]/.test(text) ? 'json' : 'text';
  return { type: 'raw', language: languageOf(type) ?? (type === '' ? guessed : 'text'), content: text };
}

/** Pairs parted by `&`, each perhaps on a line of its own. */
function formRows(text: string): Row[] {
  return text
    .replace(/\n\s*&?|&\s*\n/g, '&')
    .split('&')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const at = pair.indexOf('=');
      const [key, value] = at === -1 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
      return { key: decoded(key.trim()), value: decoded(value.trim()) };
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The query, and after an empty line its variables. */
function graphQlBody(text: string): Body {
  const [, query = text, variables = ''] = /^([^]*?)\n\s*\n(\{[^]*)$/.exec(text) ?? [];
  return { type: 'graphql', query: query.trim(), variables: variables.trim() };
}

function languageOf(type: string): RawLanguage | undefined {
  return (['json', 'html', 'xml', 'javascript'] as const).find((language) => type.includes(language));
}
