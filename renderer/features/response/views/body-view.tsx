import { Copy, Download } from 'lucide-react';
import { useState } from 'react';
import type { Exchange } from '../../../../core/http/exchange.ts';
import { useStore } from '../../../store/store.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { FollowLinkAction, jsonLinks } from '../../links/public.ts';
import { type BodyText, shownBytesLimit, useBodyText } from '../body-text.ts';
import { formatSize } from '../format-figures.ts';
import { safeFileName, saveBody } from '../save-file.ts';
import { JsonView } from '../viewer/json-view.tsx';
import { TextView } from '../viewer/text-view.tsx';
import { type BodyMode, bodyModes, looksLikeJson } from './body-mode.ts';
import { PreviewView } from './preview-view.tsx';
import { ScalarActions } from './scalar-actions.tsx';
import { SearchBar } from './search-bar.tsx';
import { type Search, useSearch } from './use-search.ts';
import styles from './views.module.css';

type ResponseOutcome = Extract<Exchange['outcome'], { kind: 'response' }>;

export interface BodyViewProps {
  tabKey: string;
  exchange: Exchange;
  outcome: ResponseOutcome;
}

const charsets = [
  'utf-8',
  'iso-8859-1',
  'windows-1252',
  'utf-16le',
  'utf-16be',
  'shift_jis',
  'gb18030',
  'euc-kr',
];

const incompleteReasons = {
  limit: 'The body was cut: it is larger than the limit in the settings.',
  aborted: 'The server stopped in the middle of the body.',
  decoding: 'The body could not be unpacked to its end.',
} as const;

function Remarks({ outcome, body }: { outcome: ResponseOutcome; body: BodyText }) {
  const { incomplete, sizeBytes } = outcome.body;
  return (
    <>
      {incomplete !== undefined && (
        <Notice tone="warning" variant="banner">
          {incompleteReasons[incomplete]}
        </Notice>
      )}
      {body.isCut && (
        <Notice tone="info" variant="banner">
          The first {formatSize(shownBytesLimit)} of {formatSize(sizeBytes)} are shown. Save the body to have
          all of it.
        </Notice>
      )}
      {body.hasReplacements && (
        <Notice tone="warning" variant="banner">
          Some bytes are not valid {body.charset} and show as �. Choose another character set, or save the
          bytes as they came.
        </Notice>
      )}
    </>
  );
}

function Viewer({
  mode,
  body,
  search,
  ...props
}: BodyViewProps & { mode: BodyMode; body: BodyText; search: Search }) {
  const { marks, reveal } = search;
  if (mode === 'preview') return <PreviewView mediaType={props.outcome.body.mediaType} body={body} />;
  if (mode === 'pretty' && looksLikeJson(props.outcome.body.mediaType, body.text)) {
    return (
      <JsonView
        label="Response body"
        text={body.text}
        marks={marks}
        reveal={reveal}
        links={jsonLinks(props.tabKey)}
        renderActions={(scalar, place) => (
          <>
            <FollowLinkAction tabKey={props.tabKey} place={place} />
            <ScalarActions tabKey={props.tabKey} scalar={scalar} requestUrl={props.exchange.request.url} />
          </>
        )}
      />
    );
  }
  return <TextView label="Response body" text={body.text} marks={marks} reveal={reveal} />;
}

/** The body: pretty, raw or preview, searchable, with what can be done with each value. */
export function BodyView(props: BodyViewProps) {
  const { exchange, outcome } = props;
  const facts = outcome.body;
  const [mode, setMode] = useState<BodyMode>(facts.mediaType.startsWith('image/') ? 'preview' : 'pretty');
  const [charset, setCharset] = useState(facts.charset);
  const body = useBodyText(facts, charset);
  const search = useSearch(mode === 'preview' ? '' : body.text);
  const show = useStore((state) => state.notices.show);
  const showError = useStore((state) => state.notices.showError);

  if (facts.sizeBytes === 0) {
    return (
      <EmptyState compact title="No body">
        The server answered {outcome.status} {outcome.statusText} and sent no body with it.
      </EmptyState>
    );
  }
  const save = async () => {
    const disposition = outcome.headers.find(([name]) => name.toLowerCase() === 'content-disposition')?.[1];
    try {
      await saveBody(facts.bodyId, safeFileName(disposition, exchange.request.url, facts.mediaType));
    } catch (error) {
      showError(error);
    }
  };
  const copy = async () => {
    await navigator.clipboard.writeText(body.text);
    show({ kind: 'success', text: 'Body copied' });
  };
  return (
    <div className={styles['body']}>
      <div className={styles['toolbar']}>
        <Select<BodyMode>
          label="View"
          hideLabel
          size="sm"
          variant="ghost"
          value={mode}
          onChange={setMode}
          options={bodyModes}
        />
        <Select
          label="Character set"
          hideLabel
          size="sm"
          variant="ghost"
          value={body.charset}
          onChange={setCharset}
          options={[...new Set([body.charset, ...charsets])].map((value) => ({ value, label: value }))}
        />
        <div className={styles['toolbarEnd']}>
          {mode !== 'preview' && <SearchBar search={search} />}
          <IconButton size="sm" label="Copy body" icon={<Copy />} onClick={() => void copy()} />
          <IconButton size="sm" label="Save body to a file" icon={<Download />} onClick={() => void save()} />
        </div>
      </div>
      <Remarks outcome={outcome} body={body} />
      <div className={styles['viewer']}>
        {body.status === 'loading' && <Skeleton label="Loading the body" lines={8} />}
        {body.status === 'failed' && (
          <Notice tone="danger" title="The body could not be read">
            {body.message}
          </Notice>
        )}
        {body.status === 'ready' && <Viewer {...props} mode={mode} body={body} search={search} />}
      </div>
    </div>
  );
}
