/** The names of a document's operations, in order; an operation without a name is not in it. */
export interface DocumentOperations {
  names: string[];
  /** Named or not; a lone `{ ... }` counts. */
  count: number;
}

/** What a document is made of at its outermost level: words, and groups that are skipped as a whole. */
const token =
  /#[^\r\n]*|"""(?:\\"""|(?!""")[^])*(?:"""|$)|"(?:\\.|[^"\\\r\n])*"?|[A-Za-z_]\w*|[{}()[\]]|\.\.\.|./gsu;

/**
 * Finds the operations of a GraphQL document. Reads texts that are still being written: nothing is refused.
 *
 * @see GraphQL specification (October 2021) section 2.3
 */
export function findOperations(document: string): DocumentOperations {
  const names: string[] = [];
  let count = 0;
  let depth = 0;
  let opened = '';
  for (const [text] of document.matchAll(token)) {
    if (/^\s|^#|^"|^,/.test(text)) continue;
    if (depth === 0 && opened === 'operation') {
      // The word after `query` is its name, unless it has none.
      if (/^[A-Za-z_]/.test(text)) names.push(text);
      opened = 'definition';
      if (/^[A-Za-z_]/.test(text)) continue;
    }
    if ('{(['.includes(text)) {
      if (depth === 0 && text === '{') {
        if (opened === '') count += 1;
        opened = '';
      }
      depth += 1;
    } else if ('})]'.includes(text)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && opened === '' && /^[A-Za-z_]/.test(text)) {
      const isOperation = /^(?:query|mutation|subscription)$/.test(text);
      if (isOperation) count += 1;
      opened = isOperation ? 'operation' : 'definition';
    }
  }
  return { names, count };
}
