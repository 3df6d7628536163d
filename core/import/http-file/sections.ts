/** One request of a file of plain HTTP requests, split into its parts and not understood yet. */
export interface HttpSection {
  /** What stands after `###`, or after `# @name`. */
  title: string;
  /** The name other requests take values of its answer by. */
  id: string;
  method: string;
  url: string;
  headers: { key: string; value: string; disabled: boolean }[];
  body: string;
  /** Names that are asked for while sending: `# @prompt name`. */
  prompts: string[];
  /** `@no-redirect` and the like, without `@`. */
  directives: string[];
  /** It has a script in the words of JetBrains. */
  hasScript: boolean;
}

/** A variable of the file, `@name = value`. */
export interface FileVariable {
  name: string;
  value: string;
}

const separator = /^###+\s*(.*)$/;
const variable = /^@([\w.-]+)\s*=\s*(.*)$/;
const directive = /^(?:#|\/\/)\s*@([\w-]+)\s*(.*)$/;
const comment = /^(?:#|\/\/)/;
const requestLine = /^(?:([A-Z]+)\s+)?(\S.*?)(?:\s+HTTP\/[\d.]+)?\s*$/;
const header = /^(#\s*|\/\/\s*)?([\w-]+)\s*:\s?(.*)$/;

/** Splits a file into its requests and variables. Parts without a request line are none. */
export function splitHttpFile(text: string): { sections: HttpSection[]; variables: FileVariable[] } {
  const sections: HttpSection[] = [];
  const variables: FileVariable[] = [];
  let part: string[] = [];
  let title = '';
  const end = () => {
    const section = readSection(title, part, variables);
    if (section !== undefined) sections.push(section);
  };
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const separated = separator.exec(line);
    if (separated === null) {
      part.push(line);
      continue;
    }
    end();
    part = [];
    title = separated[1]?.trim() ?? '';
  }
  end();
  return { sections, variables };
}

function readSection(title: string, lines: string[], variables: FileVariable[]): HttpSection | undefined {
  const section: HttpSection = {
    title,
    id: '',
    method: 'GET',
    url: '',
    headers: [],
    body: '',
    prompts: [],
    directives: [],
    hasScript: false,
  };
  const start = readHead(section, lines, variables);
  if (start === undefined) return undefined;
  const afterUrl = readMoreUrl(section, lines, start);
  const afterHeaders = readHeaders(section, lines, afterUrl);
  readBody(section, lines.slice(afterHeaders));
  return section;
}

/** Reads what stands before and on the request line; gives the line after it. */
function readHead(section: HttpSection, lines: string[], variables: FileVariable[]): number | undefined {
  let inScript = false;
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    // JetBrains: `< {% ... %}` before a request.
    if (/^<\s*\{%/.test(text)) {
      section.hasScript = true;
      inScript = true;
    }
    if (inScript) {
      inScript = !text.includes('%}');
      continue;
    }
    if (text === '') continue;
    const set = variable.exec(text);
    if (set !== null) {
      variables.push({ name: set[1] ?? '', value: set[2] ?? '' });
      continue;
    }
    const said = directive.exec(text);
    if (said !== null) {
      if (said[1] === 'name') section.id = said[2]?.trim() ?? '';
      else if (said[1] === 'prompt') section.prompts.push(/^[\w.-]+/.exec(said[2] ?? '')?.[0] ?? '');
      else section.directives.push(said[1] ?? '');
      continue;
    }
    if (comment.test(text)) {
      if (section.title === '') section.title = text.replace(/^(?:#|\/\/)+\s*/, '');
      continue;
    }
    const [, method, url = ''] = requestLine.exec(text) ?? [];
    if (method !== undefined) section.method = method;
    section.url = url;
    return at + 1;
  }
  return undefined;
}

/** A long address goes on in lines that begin with `?`, `&` or `/`. */
function readMoreUrl(section: HttpSection, lines: string[], start: number): number {
  let at = start;
  for (; at < lines.length; at += 1) {
    const more = /^\s+([?&/].*)$/.exec(lines[at] ?? '')?.[1];
    if (more === undefined) break;
    section.url += more.trim().replace(/\s+HTTP\/[\d.]+$/, '');
  }
  return at;
}

function readHeaders(section: HttpSection, lines: string[], start: number): number {
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') return at + 1;
    const [, off, key = '', value = ''] = header.exec(line.trim()) ?? [];
    if (key !== '') section.headers.push({ key, value: value.trim(), disabled: off !== undefined });
    else if (!comment.test(line.trim())) return at;
  }
  return lines.length;
}

/** The body ends where JetBrains' handler or the name of a kept answer begins. */
function readBody(section: HttpSection, lines: string[]): void {
  const end = lines.findIndex((line) => /^(?:>\s*\{%|>>?!?\s+\S|<>\s)/.test(line));
  const body = end === -1 ? lines : lines.slice(0, end);
  if (end !== -1 && lines.slice(end).some((line) => /^>\s*(?:\{%|\S+\.js)/.test(line)))
    section.hasScript = true;
  section.body = body.join('\n').trim();
}
