import { useEffect, useMemo, useState } from 'react';
import type { DocumentCheck, DocumentOperation } from '../../../core/graphql/check-document.ts';
import { checkVariables, completeVariables } from '../../../core/graphql/variables-text.ts';
import type { CodeAssist, CodeMarker } from '../../ui/code-editor/code-editor-props.ts';
import { schemaEngine } from './schema-engine.ts';

/** Off the path of typing: looked at when it pauses. */
const settleMs = 350;
/** A text this long is no query that somebody writes. */
const longestChecked = 200_000;

const nothing: DocumentCheck = { markers: [], operations: [] };
const noMarkers: readonly CodeMarker[] = [];

/** Checks a query once typing has paused, with the schema of a key or, without one, its grammar. */
export function useDocumentCheck(query: string, key: string | undefined): DocumentCheck {
  const [check, setCheck] = useState(nothing);
  useEffect(() => {
    let isOver = false;
    const run = async () => {
      const found =
        query.trim() === '' || query.length > longestChecked
          ? nothing
          : await schemaEngine()
              .call('check', key, query)
              .catch(() => nothing);
      if (!isOver) setCheck(found);
    };
    const timer = setTimeout(() => void run(), settleMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [query, key]);
  return check;
}

/** What the editor of a query knows by the schema of a key. */
export function useQueryAssist(key: string | undefined): CodeAssist | undefined {
  return useMemo(
    () =>
      key === undefined
        ? undefined
        : {
            complete: (text, offset) => schemaEngine().call('complete', key, text, offset),
            explain: (text, offset) => schemaEngine().call('explain', key, text, offset),
          },
    [key],
  );
}

/** The operation that is sent: the one chosen, or the only one. */
export function sentOperation(
  { operations }: DocumentCheck,
  name: string | undefined,
): DocumentOperation | undefined {
  if (name === undefined || name === '') return operations.length === 1 ? operations[0] : undefined;
  return operations.find((operation) => operation.name === name);
}

/** What the editor of the variables knows by the operation that is sent. */
export function useVariablesAssist(
  text: string,
  operation: DocumentOperation | undefined,
): { assist: CodeAssist | undefined; markers: readonly CodeMarker[] } {
  const [markers, setMarkers] = useState(noMarkers);
  useEffect(() => {
    const check = () =>
      setMarkers(
        operation === undefined || text.length > longestChecked
          ? noMarkers
          : checkVariables(text, operation.variables),
      );
    const timer = setTimeout(check, settleMs);
    return () => clearTimeout(timer);
  }, [text, operation]);
  const assist = useMemo(
    () =>
      operation === undefined || operation.variables.length === 0
        ? undefined
        : {
            complete: (typed: string, offset: number) =>
              Promise.resolve(completeVariables(typed, offset, operation.variables)),
          },
    [operation],
  );
  return { assist, markers };
}
