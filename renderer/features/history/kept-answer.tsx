import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BodyFacts } from '../../../core/http/exchange.ts';
import type { HistoryDetails } from '../../../core/history/history-entry.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatSize } from '../../ui/format-figures.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { copyText } from '../notices/public.ts';
import {
  firstMode,
  JsonView,
  lineLanguageOf,
  looksLikeJson,
  SearchBar,
  TextView,
  useBodyText,
  useBytesDocument,
  useSearch,
} from '../response/public.ts';
import styles from './history.module.css';
import { KeptStream } from './kept-stream.tsx';

/** The answer's body, as much of it as is kept. */
export function KeptAnswer({ details: { entry, exchange, answer } }: { details: HistoryDetails }) {
  if (exchange === undefined) {
    return entry.outcome.kind === 'pending' ? (
      <EmptyState compact title="Under way">
        The answer has not come yet.
      </EmptyState>
    ) : (
      <EmptyState compact title="No answer is known">
        What was sent stands under Request.
      </EmptyState>
    );
  }
  const { outcome } = exchange;
  if (outcome.kind === 'failure') {
    return (
      <EmptyState compact title="No answer">
        {outcome.failure.message} {outcome.failure.nextStep}
      </EmptyState>
    );
  }
  if (outcome.body.sizeBytes === 0) {
    return (
      <EmptyState compact title="No body">
        The server answered {outcome.status} {outcome.statusText} and sent no body with it.
      </EmptyState>
    );
  }
  if (answer === undefined) {
    return (
      <EmptyState compact title="The body was not kept">
        The history keeps the beginning of text only, and none where that is off in the settings.
      </EmptyState>
    );
  }
  return <KeptText body={outcome.body} isCut={answer.isCut} />;
}

function KeptText({ body, isCut }: { body: BodyFacts; isCut: boolean }) {
  // What is kept is UTF-8, whatever came.
  const text = useBodyText(body, 'utf-8');
  if (text.status === 'loading') return <Skeleton label="Loading the body" lines={8} />;
  if (text.status === 'failed') {
    return (
      <Notice tone="danger" title="The body could not be read">
        {text.message}
      </Notice>
    );
  }
  const { bytes } = text;
  const rows = (start: ReactNode) =>
    bytes !== undefined && (
      <KeptRows {...{ bytes, start, isCut }} text={text.text} mediaType={body.mediaType} />
    );
  return (
    <div className={styles['kept']}>
      {isCut && (
        <Notice tone="info" variant="banner">
          Only the beginning of {formatSize(body.sizeBytes)} is kept.
        </Notice>
      )}
      <div className={styles['keptText']}>
        {firstMode(body.mediaType) === 'events' ? <KeptStream text={text.text} raw={rows} /> : rows(null)}
      </div>
    </div>
  );
}

interface KeptRowsProps {
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
  isCut: boolean;
  mediaType: string;
  /** At the start of the tools. */
  start: ReactNode;
}

/** The lines of what is kept, to search in and to copy. */
function KeptRows({ bytes, text, isCut, mediaType, start }: KeptRowsProps) {
  const opened = useBytesDocument(bytes);
  const search = useSearch(opened.status === 'ready' ? opened.document : undefined);
  if (opened.status === 'loading') return <Skeleton label="Loading the body" lines={8} />;
  if (opened.status === 'failed') {
    return (
      <Notice tone="danger" title="The body could not be laid out">
        {opened.message}
      </Notice>
    );
  }
  const { document } = opened;
  const view = { label: 'Response body', marks: search.marks, reveal: search.reveal };
  return (
    <div className={styles['kept']}>
      <div className={styles['keptTools']}>
        <span className={styles['keptStart']}>{start}</span>
        <SearchBar search={search} />
        <IconButton
          size="sm"
          label="Copy body"
          icon={<Copy />}
          onClick={() => void copyText(text, isCut ? 'The beginning of the body' : 'The body')}
        />
      </div>
      <div className={styles['keptText']}>
        {looksLikeJson(mediaType, document.head) ? (
          <JsonView {...view} rows={document.rows('json')} renderActions={() => null} />
        ) : (
          <TextView
            {...view}
            rows={document.rows('text')}
            language={lineLanguageOf(mediaType, document.head)}
          />
        )}
      </div>
    </div>
  );
}
