import type { Body } from '../../../core/http/body.ts';
import { useStore } from '../../store/store.ts';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { useJsonMarkers } from './raw-body.tsx';
import styles from './request-sections.module.css';

type GraphqlForm = Extract<Body, { type: 'graphql' }>;
type GraphqlBodyProps = { tabKey: string; body: GraphqlForm; onChange: (body: GraphqlForm) => void };

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
          defaultSize: '62%',
          minSize: 160,
          content: (
            <div className={styles['titledCode']}>
              <h2 className={styles['heading']}>Query</h2>
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
              <h2 className={styles['heading']}>GraphQL Variables</h2>
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
