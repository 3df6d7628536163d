import type { BodyFacts } from '../../../core/http/exchange.ts';
import type { HistoryDetails } from '../../../core/history/history-entry.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatSize } from '../../ui/format-figures.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import {
  firstMode,
  JsonView,
  looksLikeJson,
  TextView,
  useBodyText,
  useBytesDocument,
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
  const rows = text.bytes !== undefined && <KeptRows bytes={text.bytes} mediaType={body.mediaType} />;
  return (
    <div className={styles['kept']}>
      {isCut && (
        <Notice tone="info" variant="banner">
          Only the beginning of {formatSize(body.sizeBytes)} is kept.
        </Notice>
      )}
      <div className={styles['keptText']}>
        {firstMode(body.mediaType) === 'events' ? <KeptStream text={text.text} raw={rows} /> : rows}
      </div>
    </div>
  );
}

function KeptRows({ bytes, mediaType }: { bytes: Uint8Array<ArrayBuffer>; mediaType: string }) {
  const opened = useBytesDocument(bytes);
  if (opened.status === 'loading') return <Skeleton label="Loading the body" lines={8} />;
  if (opened.status === 'failed') {
    return (
      <Notice tone="danger" title="The body could not be laid out">
        {opened.message}
      </Notice>
    );
  }
  const { document } = opened;
  const view = { label: 'Response body', marks: undefined, reveal: undefined };
  return looksLikeJson(mediaType, document.head) ? (
    <JsonView {...view} rows={document.rows('json')} renderActions={() => null} />
  ) : (
    <TextView {...view} rows={document.rows('text')} />
  );
}
