import { useMemo } from 'react';
import { findOperations } from '../../../core/graphql/operation-names.ts';
import type { Body } from '../../../core/http/body.ts';
import { useStore } from '../../store/store.ts';
import { Select } from '../../ui/select.tsx';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
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

/** A GraphQL query and its variables, sent together as JSON. */
export function GraphqlBody({ tabKey, body, onChange }: GraphqlBodyProps) {
  const send = useStore((state) => state.responses.send);
  const markers = useJsonMarkers(body.variables, true);
  const onModEnter = () => void send(tabKey);
  return (
    <SplitPane
      label="query and variables"
      orientation="horizontal"
      panes={[
        {
          id: 'query',
          defaultSize: 62,
          minSize: 160,
          content: (
            <div className={styles['titledCode']}>
              <div className={styles['headingLine']}>
                <h2 className={styles['heading']}>Query</h2>
                <OperationChoice body={body} onChange={onChange} />
              </div>
              <CodeEditor
                ariaLabel="GraphQL query"
                language="graphql"
                modelKey={`${tabKey} graphql query`}
                value={body.query}
                onChange={(query) => onChange({ ...body, query })}
                onModEnter={onModEnter}
              />
            </div>
          ),
        },
        {
          id: 'variables',
          minSize: 120,
          content: (
            <div className={styles['titledCode']}>
              <div className={styles['headingLine']}>
                <h2 className={styles['heading']}>GraphQL Variables</h2>
                <VariablesProblem variables={body.variables} />
              </div>
              <CodeEditor
                ariaLabel="GraphQL variables"
                language="json"
                modelKey={`${tabKey} graphql variables`}
                value={body.variables}
                onChange={(variables) => onChange({ ...body, variables })}
                onModEnter={onModEnter}
                markers={markers}
              />
            </div>
          ),
        },
      ]}
    />
  );
}
