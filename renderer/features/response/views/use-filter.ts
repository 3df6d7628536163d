import { countOf } from '../../../../core/count-of.ts';
import { useCallback, useEffect, useState } from 'react';
import type { JsonPath } from '../../../../core/json.ts';
import { type OpenedDocument, useBytesDocument } from '../body-text.ts';
import type { BodyDocument } from '../viewer/body-document.ts';
import type { FilteredBody, FilterLanguage } from '../viewer/engine/engine-protocol.ts';
import type { JsonTarget } from '../viewer/json-target.ts';

export interface Filter {
  language: FilterLanguage;
  expression: string;
  change(expression: string): void;
  /** `12 matches`, or that there are none. */
  summary: string;
  error: string | undefined;
  /** The matches as a body of their own, once there are some; nothing while the whole body is shown. */
  document: BodyDocument | undefined;
  /** Turns a value of the matches into the same value of the body. */
  inBody(target: JsonTarget): JsonTarget;
}

/** A filter is applied when nothing was typed for so long. */
const pauseMs = 200;

type Found = { of: string; in: BodyDocument; filtered?: FilteredBody; error?: string };

/** What shows the whole body. */
const whole: Readonly<Record<FilterLanguage, string>> = { json: '$', xml: '/' };

/** Filters a body by a JSONPath, or an XPath, as the person types it. */
export function useFilter(
  document: BodyDocument | undefined,
  language: FilterLanguage,
  expression: string,
  change: (expression: string) => void,
): Filter {
  const [found, setFound] = useState<Found>();
  const wanted = expression.trim();
  useEffect(() => {
    if (document === undefined || wanted === '' || wanted === whole[language]) return undefined;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      const about = { of: wanted, in: document };
      document.filter(language, wanted, controller.signal).then(
        (filtered) => setFound({ ...about, filtered }),
        (error: unknown) => {
          if (controller.signal.aborted) return;
          setFound({ ...about, error: error instanceof Error ? error.message : String(error) });
        },
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [document, language, wanted]);

  const isOn = document !== undefined && wanted !== '' && wanted !== whole[language];
  // What was found last stays in sight while the person types on.
  const shown = isOn && found?.in === document ? found : undefined;
  const opened: OpenedDocument = useBytesDocument(shown?.filtered?.bytes);
  const paths = shown?.filtered?.paths;
  const inBody = useCallback((target: JsonTarget) => intoBody(target, paths), [paths]);
  const isOpen = shown?.filtered !== undefined && opened.status === 'ready';
  return {
    language,
    expression,
    change,
    summary: !isOn ? '' : shown?.of === wanted ? summaryOf(shown) : 'Filtering',
    error: shown?.of === wanted ? shown.error : undefined,
    document: isOpen ? opened.document : undefined,
    inBody,
  };
}

function summaryOf({ filtered }: Found): string {
  if (filtered === undefined) return '';
  const { count, isCut } = filtered;
  const matches = countOf(count, 'match', 'matches');
  return isCut ? `the first ${matches}` : count === 0 ? 'No match' : matches;
}

function intoBody(target: JsonTarget, paths: readonly JsonPath[] | undefined): JsonTarget {
  const [index, ...rest] = target.path;
  const start = typeof index === 'number' ? paths?.[index] : undefined;
  if (start === undefined) return target;
  const path = [...start, ...rest];
  const { scalar } = target;
  return { ...target, path, scalar: scalar === undefined ? undefined : { ...scalar, path } };
}
