import { useEffect, useState } from 'react';
import type { Body, RawLanguage } from '../../../core/http/body.ts';
import { blankJsonComments } from '../../../core/json-comments.ts';
import { findJsonTemplateFault } from '../../../core/json-template.ts';
import { useStore } from '../../store/store.ts';
import type { CodeMarker } from '../../ui/code-editor/code-editor-props.ts';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import type { CodeLanguage } from '../../ui/code-editor/code-language.ts';

const codeLanguages: Record<RawLanguage, CodeLanguage> = {
  json: 'json',
  text: 'plaintext',
  xml: 'xml',
  html: 'html',
  javascript: 'javascript',
};

const settleMs = 400;
/** Beyond this size a check after each pause would be felt. */
const maxCheckedLength = 2_000_000;
const noMarkers: readonly CodeMarker[] = [];

function faultMarkers(content: string): readonly CodeMarker[] {
  if (content.trim() === '' || content.length > maxCheckedLength) return noMarkers;
  const fault = findJsonTemplateFault(blankJsonComments(content));
  if (fault === undefined) return noMarkers;
  const message = `Not JSON: ${fault.problem}. It is sent as it stands.`;
  return [{ start: fault.offset, end: fault.offset + 1, message, severity: 'warning' }];
}

/** Marks the first fault of a JSON text, once typing has paused; `{{variables}}` count as values. */
export function useJsonMarkers(content: string, isJson: boolean): readonly CodeMarker[] {
  const [markers, setMarkers] = useState(noMarkers);
  useEffect(() => {
    const timer = setTimeout(() => setMarkers(isJson ? faultMarkers(content) : noMarkers), settleMs);
    return () => clearTimeout(timer);
  }, [content, isJson]);
  return markers;
}

type RawForm = Extract<Body, { type: 'raw' }>;

/** A body of text, sent as typed. */
export function RawBody({
  tabKey,
  body,
  onChange,
}: {
  tabKey: string;
  body: RawForm;
  onChange: (body: RawForm) => void;
}) {
  const send = useStore((state) => state.responses.send);
  const markers = useJsonMarkers(body.content, body.language === 'json');
  return (
    <CodeEditor
      ariaLabel="Body"
      language={codeLanguages[body.language]}
      modelKey={`${tabKey} body`}
      value={body.content}
      onChange={(content) => onChange({ ...body, content })}
      onModEnter={() => void send(tabKey)}
      markers={markers}
    />
  );
}
