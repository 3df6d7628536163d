import type { Body, RawLanguage } from '../../http/body.ts';
import type { FormRow, Row } from '../../http/row.ts';
import { type BruBlock, type BruPair, bruPairs, bruText } from './parse-bru.ts';

const languages: Record<string, RawLanguage> = { json: 'json', text: 'text', xml: 'xml', sparql: 'text' };

/**
 * Reads the body that the request names; the blocks of other bodies are the caller's to keep.
 *
 * @throws AppError ERR_IMPORT_INVALID_BRU
 */
export function readBruBody(mode: string, blocks: BruBlock[]): Body {
  const find = (name: string) => blocks.find((block) => block.name === name);
  const block = find(blockOfMode(mode)) ?? (mode === 'json' ? find('body') : undefined);
  const language = languages[mode];
  if (language !== undefined) {
    return { type: 'raw', language, content: block === undefined ? '' : bruText(block) };
  }
  switch (mode) {
    case 'graphql': {
      const variables = find('body:graphql:vars');
      return {
        type: 'graphql',
        query: block === undefined ? '' : bruText(block),
        variables: variables === undefined ? '' : bruText(variables),
      };
    }
    case 'formUrlEncoded':
      return { type: 'urlencoded', rows: block === undefined ? [] : bruRows(block) };
    case 'multipartForm':
      return { type: 'formdata', rows: block === undefined ? [] : bruPairs(block).map(formRow) };
    case 'file':
      return { type: 'file', path: block === undefined ? '' : filePath(block) };
    default:
      return { type: 'none' };
  }
}

/** The block a body of this mode stands in. */
export function blockOfMode(mode: string): string {
  if (mode === 'formUrlEncoded') return 'body:form-urlencoded';
  return mode === 'multipartForm' ? 'body:multipart-form' : `body:${mode}`;
}

/** Rows of a block of pairs. */
export function bruRows(block: BruBlock): Row[] {
  return bruPairs(block).map(toRow);
}

function toRow({ key, value, disabled, description }: BruPair): Row {
  return {
    key,
    value,
    ...(description === undefined ? {} : { description }),
    ...(disabled ? { disabled: true } : {}),
  };
}

const contentType = /\s*@contentType\(([^)]*)\)\s*$/;
const fileList = /^@file\(([^]*)\)$/;

function formRow(pair: BruPair): FormRow {
  const type = contentType.exec(pair.value)?.[1];
  const value = pair.value.replace(contentType, '');
  const files = fileList.exec(value)?.[1];
  return {
    ...toRow({ ...pair, value: files === undefined ? value : '' }),
    ...(files === undefined
      ? { type: 'text' as const }
      : { type: 'file' as const, src: files.split('|').filter((path) => path !== '') }),
    ...(type === undefined || type === '' ? {} : { contentType: type }),
  };
}

/** The file that is chosen; others of the list are disabled. */
function filePath(block: BruBlock): string {
  const pairs = bruPairs(block);
  const chosen = pairs.find(({ disabled }) => !disabled) ?? pairs[0];
  return fileList.exec((chosen?.value ?? '').replace(contentType, ''))?.[1] ?? '';
}
