import { useState } from 'react';
import { ChevronDown, Eye, Library, Plus, Save } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { CodeEditor } from '../ui/code-editor/code-editor.tsx';
import { EditorTabs } from '../ui/editor-tabs.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { descriptionColumn, disabledRowShape, keyColumn, valueColumn } from '../ui/key-value-model.ts';
import { KeyValueTable } from '../ui/key-value-table.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { PanelHeader } from '../ui/panel-header.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Select } from '../ui/select.tsx';
import { SplitPane } from '../ui/split-pane.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { VariableSupportProvider } from '../ui/variable-support.ts';
import { VariableTextField } from '../ui/variable-text-field.tsx';
import { SampleTree, sampleRows } from './sample-tree.tsx';
import { sampleVariables } from './sample-variables.tsx';
import styles from './gallery.module.css';
import workbench from './workbench.module.css';

type Row = { key: string; value: string; description?: string; disabled?: boolean };

const shape = disabledRowShape<Row>(() => ({ key: '', value: '' }));
const columns = [keyColumn<Row>(), valueColumn<Row>(), descriptionColumn<Row>()];
const body =
  '[\n  {\n    "id": "00u1ab2cd3ef",\n    "status": "ACTIVE",\n    "created": "2026-01-14T09:12:44.000Z",\n    "activated": null,\n    "profile": {\n      "firstName": "Tony",\n      "lastName": "Stark",\n      "mobilePhone": null,\n      "employeeNumber": 12345678901234567890,\n      "isAdmin": true\n    },\n    "_links": { "self": { "href": "https://dev-1234.okta.com/api/v1/users/00u1ab2cd3ef" } }\n  }\n]';

function SideBar() {
  const [search, setSearch] = useState('');
  const [rows] = useState(() => sampleRows(3, 6));
  return (
    <div className={workbench['side']}>
      <PanelHeader
        title="Collections"
        actions={<IconButton size="sm" label="New collection" icon={<Plus />} />}
      />
      <div className={workbench['search']}>
        <SearchField label="Search collections" value={search} onChange={setSearch} />
      </div>
      <div className={workbench['grow']}>
        <SampleTree initialRows={rows} />
      </div>
    </div>
  );
}

function RequestPane() {
  const [url, setUrl] = useState('{{url}}/api/v1/users?limit={{limit}}&search={{filter}}');
  const [tab, setTab] = useState('params');
  const [rows, setRows] = useState<Row[]>([
    { key: 'limit', value: '{{limit}}', description: 'At most 200' },
    { key: 'search', value: '{{filter}}' },
    { key: 'after', value: '', disabled: true },
  ]);
  const table = (
    <KeyValueTable label="Query params" rows={rows} onChange={setRows} columns={columns} shape={shape} />
  );
  return (
    <div className={workbench['request']}>
      <div className={workbench['crumbs']}>
        <span className={styles['quiet']}>Users (Okta API) / List users</span>
        <Button size="sm" icon={<Save />} shortcut="Mod+S">
          Save
        </Button>
      </div>
      <div className={workbench['urlLine']}>
        <div className={styles['urlMethod']}>
          <Select
            label="Method"
            hideLabel
            size="lg"
            variant="joined"
            value="GET"
            onChange={() => undefined}
            options={[{ value: 'GET', label: 'GET', display: <MethodBadge method="GET" /> }]}
          />
        </div>
        <VariableTextField label="URL" hideLabel size="lg" variant="joined" value={url} onChange={setUrl} />
        <span className={styles['send']}>
          <Button variant="primary" size="lg" shortcut="Mod+Enter">
            Send
          </Button>
        </span>
      </div>
      <Tabs
        label="Request"
        className={workbench['grow']}
        value={tab}
        onChange={setTab}
        items={[
          { value: 'params', label: 'Params', count: 2, content: table },
          {
            value: 'authorization',
            label: 'Authorization',
            mark: 'API Key',
            content: <p className={styles['pane']} />,
          },
          { value: 'headers', label: 'Headers', count: 2 },
          { value: 'body', label: 'Body' },
          { value: 'scripts', label: 'Scripts' },
          { value: 'extract', label: 'Extract' },
        ]}
      />
    </div>
  );
}

function ResponsePane() {
  const [tab, setTab] = useState('body');
  return (
    <Tabs
      label="Response"
      value={tab}
      onChange={setTab}
      scrolls={false}
      items={[
        {
          value: 'body',
          label: 'Body',
          content: <CodeEditor ariaLabel="Response body" language="json" value={body} readOnly />,
        },
        { value: 'headers', label: 'Headers', count: 14 },
        { value: 'cookies', label: 'Cookies' },
        { value: 'timeline', label: 'Timeline' },
      ]}
      end={
        <>
          <StatusBadge status={200} text="OK" />
          <span className={styles['quiet']}>184 ms</span>
          <span className={styles['quiet']}>4.2 KB</span>
        </>
      }
    />
  );
}

const openTabs = [
  { id: '1', title: 'List users', icon: <MethodBadge method="GET" compact /> },
  { id: '2', title: 'Create user', icon: <MethodBadge method="POST" compact />, isDirty: true },
  { id: '3', title: 'Get user by login', icon: <MethodBadge method="GET" compact />, isPreview: true },
];

function MainPane() {
  const [active, setActive] = useState<string | undefined>('1');
  return (
    <div className={workbench['main']}>
      <EditorTabs
        label="Open tabs"
        tabs={openTabs}
        activeId={active}
        onSelect={setActive}
        onClose={() => undefined}
        onNew={() => undefined}
        newLabel="New request"
      />
      <SplitPane
        label="response"
        orientation="vertical"
        className={workbench['grow']}
        panes={[
          { id: 'request', minSize: 180, content: <RequestPane /> },
          { id: 'response', minSize: 120, content: <ResponsePane /> },
        ]}
      />
    </div>
  );
}

/** The components together, as the app puts them. */
export function WorkbenchPage() {
  return (
    <VariableSupportProvider value={sampleVariables}>
      <div className={workbench['window']}>
        <div className={workbench['top']}>
          <Button variant="ghost" icon={<Library />} trailingIcon={<ChevronDown />}>
            Okta workspace
          </Button>
          <div className={workbench['grow']} />
          <Select
            label="Environment"
            hideLabel
            variant="ghost"
            value="okta"
            onChange={() => undefined}
            options={[{ value: 'okta', label: 'Okta API Environment' }]}
          />
          <IconButton label="Environment quick look" icon={<Eye />} />
        </div>
        <SplitPane
          label="side bar"
          orientation="horizontal"
          className={workbench['grow']}
          panes={[
            { id: 'side', defaultSize: 272, minSize: 180, keepsPixels: true, content: <SideBar /> },
            { id: 'main', minSize: 400, content: <MainPane /> },
          ]}
        />
        <div className={workbench['status']}>
          <span>Console</span>
          <span>Cookies</span>
          <span className={workbench['grow']} />
          <span>Rate limit 596/600</span>
        </div>
      </div>
    </VariableSupportProvider>
  );
}
