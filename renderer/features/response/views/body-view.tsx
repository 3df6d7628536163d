import { ListFilter } from 'lucide-react';
import { useMemo, useSyncExternalStore } from 'react';
import type { Exchange } from '../../../../core/http/exchange.ts';
import type { LineLanguage } from '../../../../core/line-tokens.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { FollowLinkAction, jsonLinks } from '../../links/public.ts';
import { useBodyDocument, useBodyText, wholeBytesLimit } from '../body-text.ts';
import { formatSize } from '../../../ui/format-figures.ts';
import type { BodyDocument } from '../viewer/body-document.ts';
import { JsonView } from '../viewer/json-view.tsx';
import { TextView } from '../viewer/text-view.tsx';
import { useSaveBody } from './use-save-body.ts';
import { BodyActions } from './body-actions.tsx';
import {
  type BodyMode,
  firstMode,
  lineLanguageOf,
  looksLikeJson,
  markupLanguageOf,
  modesOf,
  showsCharacters,
  isJsonType,
} from './body-mode.ts';
import { useAnswerLook } from '../use-answer-look.ts';
import { sideOfExchange } from '../compare/answer-side.ts';
import { CompareView } from '../compare/compare-view.tsx';
import { useComparedSide } from '../compare/use-compared-side.ts';
import { EventsTools, EventsView } from '../stream/events-view.tsx';
import { FilterBar } from './filter-bar.tsx';
import { HexView } from './hex-view.tsx';
import { PreviewView } from '../preview/preview-view.tsx';
import { Remarks } from './remarks.tsx';
import { ScalarActions } from './scalar-actions.tsx';
import { SearchBar } from './search-bar.tsx';
import { type Filter, useFilter } from './use-filter.ts';
import { useFormatted } from './use-formatted.ts';
import { type Search, useSearch } from './use-search.ts';
import styles from './views.module.css';

export type ResponseOutcome = Extract<Exchange['outcome'], { kind: 'response' }>;

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

function LoadingBody() {
  return <Skeleton label="Loading the body" lines={8} />;
}

function DocumentViewer({
  mode,
  document,
  search,
  filter,
  tabKey,
  exchange,
  outcome,
  lineLanguage,
}: BodyViewProps & {
  mode: BodyMode;
  document: BodyDocument;
  search: Search;
  filter: Filter;
  lineLanguage: LineLanguage | undefined;
}) {
  const isFiltered = document === filter.document;
  const isJson = isFiltered
    ? filter.language === 'json'
    : mode === 'pretty' && looksLikeJson(outcome.body.mediaType, document.head);
  const rows = document.rows(isJson ? 'json' : 'text');
  // The viewer comes with its first lines: drawn without them first, it would be drawn twice before anything is to be read.
  const hasBegun = useSyncExternalStore(rows.subscribe, rows.hasBegun);
  const shared = { label: 'Response body', rows, marks: search.marks, reveal: search.reveal };
  if (!hasBegun) return <LoadingBody />;
  return (
    <>
      <Remarks
        document={document}
        rows={rows}
        isJudged={
          isJson && !isFiltered && isJsonType(outcome.body.mediaType) && outcome.body.incomplete === undefined
        }
      />
      <div className={styles['viewer']}>
        {isJson ? (
          <JsonView
            key={isFiltered ? 'filtered' : 'json'}
            {...shared}
            {...jsonLinks(tabKey, rows)}
            renderActions={(target, line) => (
              <>
                <FollowLinkAction tabKey={tabKey} rows={rows} line={line} />
                <ScalarActions
                  tabKey={tabKey}
                  target={isFiltered ? filter.inBody(target) : target}
                  requestUrl={exchange.request.url}
                />
              </>
            )}
          />
        ) : (
          <TextView key={isFiltered ? 'filtered' : 'text'} {...shared} language={lineLanguage} />
        )}
      </div>
    </>
  );
}

function Preview({ exchange, outcome, charset }: BodyViewProps & { charset: string | undefined }) {
  const save = useSaveBody(exchange, outcome);
  const body = useBodyText(outcome.body, charset);
  if (body.status === 'loading') return <LoadingBody />;
  if (body.status === 'failed') return <Unreadable message={body.message ?? ''} />;
  return (
    <>
      {body.isCut && (
        <Notice tone="info" variant="banner">
          Only the first {formatSize(wholeBytesLimit)} are previewed. Raw shows all of it.
        </Notice>
      )}
      <PreviewView
        mediaType={outcome.body.mediaType}
        body={body}
        pageUrl={exchange.request.url}
        onSave={save}
      />
    </>
  );
}

function Unreadable({ message }: { message: string }) {
  return (
    <Notice tone="danger" title="The body could not be read">
      {message}
    </Notice>
  );
}

/** The body: pretty, raw or preview, searchable, with what can be done with each value. */
export function BodyView(props: BodyViewProps) {
  const { tabKey, exchange, outcome } = props;
  const facts = outcome.body;
  const [look, changeLook] = useAnswerLook(tabKey);
  const { bodyId, mediaType } = facts;
  const mode = look.mode?.mediaType === mediaType ? look.mode.value : firstMode(mediaType);
  const charset = look.charset?.bodyId === bodyId ? look.charset.value : undefined;
  const { isOpen: isFiltering, expression } = look.filter;
  const setFiltering = (isOpen: boolean) => changeLook({ filter: { isOpen, expression } });
  const opened = useBodyDocument(facts, charset);
  const document = opened.status === 'ready' ? opened.document : undefined;
  const other = useComparedSide(tabKey, look.compared?.bodyId === bodyId ? look.compared.to : undefined);
  const isPretty = mode === 'pretty' && document !== undefined;
  const language = isPretty ? markupLanguageOf(mediaType, document.head) : undefined;
  const canFilter = isPretty && (language === 'xml' || looksLikeJson(mediaType, document.head));
  const filter = useFilter(
    canFilter && isFiltering ? document : undefined,
    language === 'xml' ? 'xml' : 'json',
    expression,
    (typed) => changeLook({ filter: { isOpen: true, expression: typed } }),
  );
  const formatted = useFormatted(document, language);
  const shownDocument = filter.document ?? formatted.document ?? document;
  const showsText = other === undefined && (mode === 'pretty' || mode === 'raw');
  const search = useSearch(showsText ? shownDocument : undefined);
  const own = useMemo(() => sideOfExchange('This answer', exchange, charset), [exchange, charset]);

  if (facts.sizeBytes === 0) {
    return (
      <EmptyState compact title="No body">
        The server answered {outcome.status} {outcome.statusText} and sent no body with it.
      </EmptyState>
    );
  }
  const shownCharset = document?.charset ?? charset ?? facts.charset ?? 'utf-8';
  return (
    <div className={styles['body']}>
      <div className={styles['toolbar']}>
        <Select<BodyMode>
          label="View"
          hideLabel
          size="sm"
          variant="ghost"
          value={mode}
          onChange={(value) => changeLook({ mode: { mediaType, value } })}
          options={modesOf(mediaType)}
        />
        {showsCharacters(mode, mediaType) && (
          <Select
            label="Character set"
            hideLabel
            size="sm"
            variant="ghost"
            value={shownCharset}
            onChange={(value) => changeLook({ charset: { bodyId, value } })}
            options={[...new Set([shownCharset, ...charsets])].map((value) => ({
              value,
              label: value === document?.charset && document.hasMark ? `${value}, BOM` : value,
            }))}
          />
        )}
        <div className={styles['toolbarEnd']}>
          {showsText && <SearchBar search={search} />}
          {mode === 'events' && other === undefined && (
            <EventsTools tabKey={tabKey} bodyId={bodyId} sizeBytes={facts.sizeBytes} />
          )}
          {canFilter && other === undefined && (
            <IconButton
              size="sm"
              label={language === 'xml' ? 'Filter by XPath' : 'Filter by JSONPath'}
              icon={<ListFilter />}
              pressed={isFiltering}
              onClick={() => setFiltering(!isFiltering)}
            />
          )}
          <BodyActions
            {...props}
            charset={shownCharset}
            onCompare={(to) => changeLook({ compared: { bodyId, to } })}
          />
        </div>
      </div>
      {other !== undefined && own !== undefined ? (
        <CompareView left={other} right={own} onClose={() => changeLook({ compared: undefined })} />
      ) : (
        <>
          {canFilter && isFiltering && <FilterBar filter={filter} onClose={() => setFiltering(false)} />}
          {mode === 'preview' && (
            <div className={styles['viewer']}>
              <Preview {...props} charset={charset} />
            </div>
          )}
          {mode === 'events' && (
            <div className={styles['viewer']}>
              <EventsView tabKey={tabKey} bodyId={bodyId} sizeBytes={facts.sizeBytes} isLive={false} />
            </div>
          )}
          {mode === 'hex' && (
            <div className={styles['viewer']}>
              <HexView label="Response body" body={facts} />
            </div>
          )}
          {showsText && (opened.status === 'loading' || formatted.isWorking) && <LoadingBody />}
          {showsText && opened.status === 'failed' && <Unreadable message={opened.message} />}
          {showsText && shownDocument !== undefined && !formatted.isWorking && (
            <DocumentViewer
              {...props}
              mode={mode}
              document={shownDocument}
              search={search}
              filter={filter}
              lineLanguage={isPretty ? lineLanguageOf(mediaType, document.head) : undefined}
            />
          )}
        </>
      )}
    </div>
  );
}
