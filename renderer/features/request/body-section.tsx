import { memo, type ReactNode } from 'react';
import { Braces, ChevronDown } from 'lucide-react';
import { type Body, type BodyType, rawLanguages, type RawLanguage } from '../../../core/http/body.ts';
import { blankJsonComments } from '../../../core/json-comments.ts';
import { findJsonTemplateFault, formatJsonTemplate } from '../../../core/json-template.ts';
import { type State, useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Select } from '../../ui/select.tsx';
import { SchemaTools } from '../graphql/public.ts';
import { FileBody } from './file-body.tsx';
import { FormDataTable, UrlencodedTable } from './form-tables.tsx';
import { GraphqlBody } from './graphql-body.tsx';
import { RawBody } from './raw-body.tsx';
import styles from './request-sections.module.css';
import { useDraft } from './use-draft.ts';

const typeLabels: Record<BodyType, string> = {
  none: 'none',
  raw: 'raw',
  urlencoded: 'x-www-form-urlencoded',
  formdata: 'form-data',
  file: 'binary',
  graphql: 'GraphQL',
  unsupported: 'as imported',
};
const offered: BodyType[] = ['none', 'raw', 'urlencoded', 'formdata', 'file', 'graphql'];

const languageLabels: Record<RawLanguage, string> = {
  json: 'JSON',
  text: 'Text',
  xml: 'XML',
  html: 'HTML',
  javascript: 'JavaScript',
};

type RawForm = Extract<Body, { type: 'raw' }>;

function rawBodyOf(state: State, tabKey: string): RawForm | undefined {
  const body = state.requests.editors[tabKey]?.draft.body;
  return body?.type === 'raw' ? body : undefined;
}

/** The bodies that the request's examples were sent with; nothing where there is none. */
function ExampleBodies({ tabKey, onChoose }: { tabKey: string; onChoose: (body: RawForm) => void }) {
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const examples = useStore((state) => state.requests.examples[itemId ?? '']);
  const bodies = (examples ?? []).flatMap(({ name, request }) =>
    request?.body.type === 'raw' && request.body.content !== '' ? [{ name, body: request.body }] : [],
  );
  if (bodies.length === 0) return null;
  return (
    <Menu
      align="end"
      trigger={
        <Button size="sm" variant="ghost" trailingIcon={<ChevronDown />}>
          Use example body
        </Button>
      }
      items={bodies.map(({ name, body }) => ({ label: name, onSelect: () => onChoose(body) }))}
    />
  );
}

/** Language of a raw body, its layout, and the bodies of examples. Looks at the text when it is asked to. */
const RawTools = memo(function RawTools({ tabKey }: { tabKey: string }) {
  const language = useStore((state) => rawBodyOf(state, tabKey)?.language);
  const isBlank = useStore((state) => rawBodyOf(state, tabKey)?.content.trim() === '');
  const showNotice = useStore((state) => state.notices.show);
  const edit = useStore((state) => state.requests.edit);
  if (language === undefined) return null;
  const onChange = (body: RawForm) => edit(tabKey, { body });
  const change = (part: Partial<RawForm>) => {
    const body = rawBodyOf(useStore.getState(), tabKey);
    if (body !== undefined) onChange({ ...body, ...part });
  };
  const beautify = () => {
    const body = rawBodyOf(useStore.getState(), tabKey);
    if (body === undefined) return;
    if (blankJsonComments(body.content) !== body.content) {
      showNotice({ kind: 'warning', text: 'Not laid out: its comments would be lost. They are not sent.' });
      return;
    }
    const fault = findJsonTemplateFault(body.content);
    if (fault === undefined) onChange({ ...body, content: formatJsonTemplate(body.content) });
    else showNotice({ kind: 'warning', text: `Not laid out: line ${fault.line}, ${fault.problem}.` });
  };
  return (
    <div className={styles['bodyTools']}>
      <ExampleBodies tabKey={tabKey} onChoose={onChange} />
      <Select
        label="Language"
        hideLabel
        size="sm"
        variant="ghost"
        value={language}
        onChange={(value) => change({ language: value })}
        options={rawLanguages.map((value) => ({ value, label: languageLabels[value] }))}
      />
      {language === 'json' ? (
        <Button
          className={styles['beautify']}
          size="sm"
          variant="ghost"
          icon={<Braces />}
          disabled={isBlank}
          onClick={beautify}
        >
          Beautify
        </Button>
      ) : null}
    </div>
  );
});

function BodyContent({
  tabKey,
  body,
  onChange,
}: {
  tabKey: string;
  body: Body;
  onChange: (body: Body) => void;
}): ReactNode {
  switch (body.type) {
    case 'none':
      return (
        <EmptyState compact title="No body">
          This request is sent without one. Choose a type above to add it.
        </EmptyState>
      );
    case 'raw':
      return <RawBody tabKey={tabKey} body={body} onChange={onChange} />;
    case 'urlencoded':
      return <UrlencodedTable rows={body.rows} onChange={(rows) => onChange({ ...body, rows })} />;
    case 'formdata':
      return <FormDataTable rows={body.rows} onChange={(rows) => onChange({ ...body, rows })} />;
    case 'file':
      return <FileBody body={body} onChange={onChange} />;
    case 'graphql':
      return <GraphqlBody tabKey={tabKey} body={body} onChange={onChange} />;
    case 'unsupported':
      return (
        <div className={styles['pad']}>
          <Notice tone="info" title={`A body of the type ${body.name} is kept, and not sent`}>
            It stays in the file as it came. Choose another type to send one.
          </Notice>
        </div>
      );
  }
}

/** The type of the body: radio buttons, or where the pane is narrow a list. */
const BodyTypeChoice = memo(function BodyTypeChoice({ tabKey, type }: { tabKey: string; type: BodyType }) {
  const setBodyType = useStore((state) => state.requests.setBodyType);
  const hasUnsupported = useStore(
    (state) =>
      state.requests.editors[tabKey]?.parkedBodies.unsupported !== undefined || type === 'unsupported',
  );
  const types: BodyType[] = hasUnsupported ? [...offered, 'unsupported'] : offered;
  const choice = {
    label: 'Body type',
    hideLabel: true,
    value: type,
    onChange: (next: BodyType) => setBodyType(tabKey, next),
    options: types.map((value) => ({ value, label: typeLabels[value] })),
  };
  return (
    <>
      {/* One of the two is shown, by the width of the pane. */}
      <div className={styles['bodyTypeRadios']}>
        <RadioGroup {...choice} orientation="horizontal" />
      </div>
      <div className={styles['bodyTypeSelect']}>
        <Select {...choice} size="sm" />
      </div>
    </>
  );
});

/** The body of a request. What was typed in one type is there again when it is chosen again. */
export function BodySection({ tabKey }: { tabKey: string }) {
  const [body, setBody] = useDraft(tabKey, 'body');
  return (
    <div className={styles['body']}>
      <div className={styles['bodyHead']}>
        <BodyTypeChoice tabKey={tabKey} type={body.type} />
        {body.type === 'raw' ? <RawTools tabKey={tabKey} /> : null}
        {body.type === 'graphql' ? <SchemaTools tabKey={tabKey} /> : null}
      </div>
      <div className={styles['bodyContent']} key={body.type}>
        <BodyContent tabKey={tabKey} body={body} onChange={setBody} />
      </div>
    </div>
  );
}
