import { Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RawLanguage } from '../../../core/http/body.ts';
import type { Row } from '../../../core/http/row.ts';
import type { ItemId } from '../../../core/ids.ts';
import type { ListedExample } from '../../../core/workspace/example.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx';
import type { CodeLanguage } from '../../ui/code-editor/code-language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { MethodBadge } from '../../ui/method-badge.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { EditableName } from '../document/public.ts';
import styles from './example-panel.module.css';
import { exampleTitles } from './example-titles.ts';

const codeLanguages: Readonly<Record<string, CodeLanguage>> = {
  json: 'json',
  xml: 'xml',
  html: 'html',
  javascript: 'javascript',
} satisfies Partial<Record<RawLanguage, CodeLanguage>>;

function HeaderList({ headers }: { headers: readonly Row[] }) {
  if (headers.length === 0) return <EmptyState compact title="This example has no headers" />;
  return (
    <dl className={styles['headers']}>
      {headers.map(({ key, value }, index) => (
        // Header lines may repeat, and stand still.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className={styles['header']}>
          <dt>{key}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function ExampleView({
  example,
  title,
  requestId,
}: {
  example: ListedExample;
  title: string;
  requestId: ItemId;
}) {
  const [view, setView] = useState<'body' | 'headers'>('body');
  const openNew = useStore((state) => state.requests.openNew);
  const { applyExample, renameExample, deleteExample } = useStore((state) => state.requests);
  const { request, response, fileName } = example;
  return (
    <section className={styles['panel']} aria-label="Example">
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <EditableName
            name={title}
            onRename={(name) => {
              if (name !== title) void renameExample(requestId, fileName, name);
            }}
          />
          {request === undefined ? null : (
            <p className={styles['requestLine']}>
              <MethodBadge method={request.method === '' ? 'GET' : request.method} />
              <code>{request.url}</code>
            </p>
          )}
        </div>
        <div className={styles['actions']}>
          {request === undefined ? null : (
            <>
              <Button variant="ghost" onClick={() => openNew({ request, title })}>
                Open as request
              </Button>
              <Button onClick={() => void applyExample(requestId, request)}>Use this example</Button>
            </>
          )}
          <IconButton
            danger
            label="Delete this example"
            icon={<Trash2 />}
            onClick={() => void deleteExample(requestId, fileName)}
          />
        </div>
      </header>
      <Tabs
        label="Example parts"
        value={view}
        onChange={setView}
        scrolls={view === 'headers'}
        end={<StatusBadge status={response.statusCode} text={response.statusText} />}
        items={[
          {
            value: 'body',
            label: 'Body',
            content:
              response.body === '' ? (
                <EmptyState compact title="This example has no body" />
              ) : (
                <CodeEditor
                  ariaLabel="Body of the example"
                  language={codeLanguages[response.language ?? ''] ?? 'plaintext'}
                  value={response.body}
                  variables={false}
                  readOnly
                />
              ),
          },
          {
            value: 'headers',
            label: 'Headers',
            count: response.headers.length,
            content: <HeaderList headers={response.headers} />,
          },
        ]}
      />
    </section>
  );
}

/** A saved example of a request: what was sent and what came back. */
export function ExamplePanel({ tabKey }: { tabKey: string }) {
  const requestId = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.itemId);
  const title = useStore((state) => state.tabs.tabs.find((tab) => tab.key === tabKey)?.title ?? '');
  const examples = useStore((state) => state.requests.examples[requestId ?? '']);
  const loadExamples = useStore((state) => state.requests.loadExamples);
  useEffect(() => {
    if (requestId !== undefined && examples === undefined) void loadExamples(requestId);
  }, [requestId, examples, loadExamples]);
  if (examples === undefined) return <Skeleton label="Loading the example" lines={6} />;
  const example = examples[exampleTitles(examples).indexOf(title)];
  if (example === undefined || requestId === undefined) {
    return (
      <EmptyState title="This example is gone">Its request no longer has an example of that name.</EmptyState>
    );
  }
  return <ExampleView example={example} title={title} requestId={requestId} />;
}
