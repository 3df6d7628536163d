import { type Ref, type RefObject, memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { DocumentCheck, DocumentOperation } from '../../../core/graphql/check-document.ts';
import { findOperations } from '../../../core/graphql/operation-names.ts';
import type { Body } from '../../../core/http/body.ts';
import { useStore } from '../../store/store.ts';
import { Select } from '../../ui/select.tsx';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import type { CodeEditorHandle } from '../../ui/code-editor/code-editor-props.ts';
import { SplitPane, type SplitPaneItem } from '../../ui/split-pane.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useStableActions } from '../../ui/use-stable-actions.ts';
import {
  SchemaExplorerPane,
  SchemaProblem,
  explorerKey,
  sentOperation,
  useDocumentCheck,
  useInsertField,
  useQueryAssist,
  useSchema,
  useVariablesAssist,
} from '../graphql/public.ts';
import { useJsonMarkers } from './raw-body.tsx';
import styles from './request-sections.module.css';

type GraphqlForm = Extract<Body, { type: 'graphql' }>;
type GraphqlBodyProps = { tabKey: string; body: GraphqlForm; onChange: (body: GraphqlForm) => void };

const unset = '';

/** Chooses among several operations of a document; nothing where there is one and none was chosen. */
function OperationChoice({ body, onChange }: Pick<GraphqlBodyProps, 'body' | 'onChange'>) {
  const { names, count } = useMemo(() => findOperations(body.query), [body.query]);
  const { operationName = unset } = body;
  if (count < 2 && operationName === unset) return null;
  const isUnknown = operationName !== unset && !names.includes(operationName);
  return (
    <Select
      label="Operation"
      hideLabel
      size="sm"
      variant="ghost"
      placeholder="Choose an operation"
      value={operationName}
      onChange={(name) => onChange({ ...body, operationName: name === unset ? undefined : name })}
      options={[
        { value: unset, label: 'No operation name' },
        ...[...new Set(names)].map((name) => ({ value: name, label: name })),
        ...(isUnknown ? [{ value: operationName, label: `${operationName} (not in the query)` }] : []),
      ]}
    />
  );
}

/** What is wrong with the variables beyond their grammar: they are sent as an object. */
function VariablesProblem({ variables }: { variables: string }) {
  const text = variables.trim();
  if (text === '' || text.startsWith('{')) return null;
  return <span className={styles['headingProblem']}>must be a JSON object</span>;
}

/** A subscription goes the way of every request: that is said before a server says less clearly. */
function SubscriptionNote() {
  return (
    <Tooltip content="Sent over HTTP, and read as an event stream where the server answers with one. A server that wants a websocket refuses it.">
      <span className={styles['headingProblem']} tabIndex={0}>
        subscription over HTTP
      </span>
    </Tooltip>
  );
}

function QueryPane({
  tabKey,
  body,
  onChange,
  check,
  schemaKey,
  handle,
}: GraphqlBodyProps & {
  check: DocumentCheck;
  schemaKey: string | undefined;
  handle: Ref<CodeEditorHandle>;
}) {
  const send = useStore((state) => state.responses.send);
  const assist = useQueryAssist(schemaKey);
  const isSubscription = sentOperation(check, body.operationName)?.kind === 'subscription';
  return (
    <div className={styles['titledCode']}>
      <div className={styles['headingLine']}>
        <h2 className={styles['heading']}>Query</h2>
        <OperationChoice body={body} onChange={onChange} />
        {isSubscription && <SubscriptionNote />}
      </div>
      <CodeEditor
        ariaLabel="GraphQL query"
        language="graphql"
        modelKey={`${tabKey} graphql query`}
        value={body.query}
        onChange={(query) => onChange({ ...body, query })}
        onModEnter={() => void send(tabKey)}
        markers={check.markers}
        assist={assist}
        handle={handle}
      />
    </div>
  );
}

/** Not drawn anew while the query is typed. */
const VariablesPane = memo(function VariablesPane({
  tabKey,
  variables,
  operation,
  onChange,
}: {
  tabKey: string;
  variables: string;
  operation: DocumentOperation | undefined;
  onChange: (variables: string) => void;
}) {
  const send = useStore((state) => state.responses.send);
  const faults = useJsonMarkers(variables, true);
  const { markers, assist } = useVariablesAssist(variables, operation);
  // What breaks the grammar comes first: the rest may follow from it.
  const shown = useMemo(() => (faults.length > 0 ? faults : markers), [faults, markers]);
  return (
    <div className={styles['titledCode']}>
      <div className={styles['headingLine']}>
        <h2 className={styles['heading']}>GraphQL Variables</h2>
        <VariablesProblem variables={variables} />
      </div>
      <CodeEditor
        ariaLabel="GraphQL variables"
        language="json"
        modelKey={`${tabKey} graphql variables`}
        value={variables}
        onChange={onChange}
        onModEnter={() => void send(tabKey)}
        markers={shown}
        assist={assist}
      />
    </div>
  );
});

function useIsNarrow(frame: RefObject<HTMLElement | null>, limitPx: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setNarrow(element.clientWidth < limitPx));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, limitPx]);
  return isNarrow;
}

/** Narrower than this, three panes show too little of each. */
const narrowPx = 760;

/** A GraphQL query and its variables, sent together as JSON; beside them the schema of the server. */
export function GraphqlBody({ tabKey, body, onChange }: GraphqlBodyProps) {
  const schemaKey = useSchema(tabKey).key;
  const check = useDocumentCheck(body.query, schemaKey);
  const isExploring = useStore((state) => state.app.layout[explorerKey] === true);
  const insertField = useInsertField(tabKey, schemaKey);
  const editor = useRef<CodeEditorHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(frame, narrowPx);
  const { insert, setVariables } = useStableActions({
    insert: async (field: Parameters<typeof insertField>[0]) => {
      const place = await insertField(field);
      if (place === undefined) return;
      // Once the editor has the text.
      requestAnimationFrame(() => {
        editor.current?.select(place.start, place.end);
        editor.current?.focus();
      });
    },
    setVariables: (variables: string) => onChange({ ...body, variables }),
  });
  const operation = sentOperation(check, body.operationName);
  const query = <QueryPane {...{ tabKey, body, onChange, check, schemaKey }} handle={editor} />;
  const variables = (
    <VariablesPane {...{ tabKey, operation }} variables={body.variables} onChange={setVariables} />
  );
  const panes: SplitPaneItem[] = [
    { id: 'query', defaultSize: isExploring ? 42 : 62, minSize: 160, content: query },
    // Where there is no room for three, the schema stands where the variables do.
    ...(isExploring && isNarrow ? [] : [{ id: 'variables', minSize: 120, content: variables }]),
    ...(isExploring
      ? [
          {
            id: 'schema',
            defaultSize: 32,
            minSize: 220,
            content: <SchemaExplorerPane tabKey={tabKey} onInsert={insert} />,
          },
        ]
      : []),
  ];
  return (
    <div ref={frame} className={styles['graphql']}>
      <SchemaProblem tabKey={tabKey} />
      <div className={styles['graphqlPanes']}>
        <SplitPane label="query and variables" orientation="horizontal" panes={panes} />
      </div>
    </div>
  );
}
