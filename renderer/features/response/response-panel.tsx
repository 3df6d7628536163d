import { Send } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Exchange } from '../../../core/http/exchange.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useInheritedAuth } from '../authorization/public.ts';
import { AnswerTools, LinkRemarks } from '../links/public.ts';
import { AnswerExplanation } from '../oauth/public.ts';
import { ScriptsNotice, TestResultsView, testMarks } from '../scripts/public.ts';
import { isTooMany, TooManyNotice } from '../rate-limits/public.ts';
import type { AnswerPage } from './answer-look.ts';
import { useAnswerLook } from './use-answer-look.ts';
import { KeptNotice, LastAnswerOffer } from './last-answer.tsx';
import { ResponseFacts } from './response-facts.tsx';
import styles from './response.module.css';
import type { ResponseView } from './response-view.ts';
import { SendingView } from './sending-view.tsx';
import { LiveView } from './stream/live-view.tsx';
import { AnswerBody } from './views/answer-body.tsx';
import { CookiesView } from './views/cookies-view.tsx';
import { FailureView } from './views/failure-view.tsx';
import { HeadersView } from './views/headers-view.tsx';
import { RefusedView } from './views/refused-view.tsx';
import { TimelineView } from './views/timeline-view.tsx';

const noChecks: ResponseView['checks'] = [];

/** What the extraction rules of the request did with this answer. */
function ExtractedNotice({ extracted }: Pick<ResponseView, 'extracted'>) {
  const set = extracted.filter((entry) => entry.outcome === 'set');
  const missed = extracted.filter((entry) => entry.outcome !== 'set');
  if (extracted.length === 0) return null;
  return (
    <p className={styles['extracted']} role="status">
      {set.length > 0 && (
        <span>
          Set{' '}
          {set.map((entry) => (
            <code key={entry.variable}>{`{{${entry.variable}}}`}</code>
          ))}
        </span>
      )}
      {missed.length > 0 && (
        <span className={styles['missed']}>
          Not set:{' '}
          {missed.map((entry) => (
            <span key={`${entry.variable} ${entry.expression}`}>
              <code>{`{{${entry.variable}}}`}</code>{' '}
              {entry.outcome === 'noTarget'
                ? '(no environment is selected)'
                : `(${entry.expression} is not in the answer)`}{' '}
            </span>
          ))}
        </span>
      )}
    </p>
  );
}

/** The explanation of a refused answer, for the authorization that the request was sent with. */
function Explained({ exchange, tabKey }: { exchange: Exchange; tabKey: string }) {
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const own = useStore((state) => state.requests.editors[tabKey]?.draft.auth);
  const inherited = useInheritedAuth(itemId, parentId);
  const place = itemId ?? parentId;
  return (
    <AnswerExplanation
      tabKey={tabKey}
      exchange={exchange}
      itemId={place}
      auth={own ?? inherited?.auth}
      ownerId={own === undefined ? inherited?.from.id : place}
    />
  );
}

/** One page of the answer, below the remarks that go with every page. */
function PageFrame({
  tabKey,
  exchange,
  extracted,
  scripts,
  isStale,
  children,
}: {
  tabKey: string;
  exchange: Exchange;
  extracted: ResponseView['extracted'];
  scripts: ResponseView['scripts'];
  isStale: boolean;
  children: ReactNode;
}) {
  return (
    <div className={styles['page']}>
      <KeptNotice tabKey={tabKey} />
      <LinkRemarks tabKey={tabKey} exchange={exchange} />
      <TooManyNotice tabKey={tabKey} exchange={exchange} />
      <ScriptsNotice report={scripts} tabKey={tabKey} />
      {isTooMany(exchange) ? null : <Explained exchange={exchange} tabKey={tabKey} />}
      <ExtractedNotice extracted={extracted} />
      {exchange.warnings.map((warning) => (
        <Notice key={warning.code} tone={warning.code === 'cancelled' ? 'info' : 'warning'} variant="banner">
          {warning.message}
        </Notice>
      ))}
      <div className={styles['view']} data-stale={isStale || undefined}>
        {children}
      </div>
    </div>
  );
}

function AnswerView({
  tabKey,
  exchange,
  extracted,
  scripts,
  isStale,
}: {
  tabKey: string;
  exchange: Exchange;
  extracted: ResponseView['extracted'];
  scripts: ResponseView['scripts'];
  isStale: boolean;
}) {
  const [{ page: shown }, changeLook] = useAnswerLook(tabKey);
  const checks = useStore((state) => state.responses.views[tabKey]?.checks ?? noChecks);
  const { outcome } = exchange;
  if (outcome.kind === 'failure') {
    return (
      <>
        <LinkRemarks tabKey={tabKey} exchange={exchange} />
        <FailureView tabKey={tabKey} exchange={exchange} failure={outcome.failure} />
      </>
    );
  }
  const page = (children: ReactNode) => (
    <PageFrame tabKey={tabKey} exchange={exchange} extracted={extracted} scripts={scripts} isStale={isStale}>
      {children}
    </PageFrame>
  );
  return (
    <Tabs<AnswerPage>
      label="Response"
      value={shown}
      onChange={(page) => changeLook({ page })}
      scrolls={false}
      className={styles['tabs']}
      start={<ResponseFacts exchange={exchange} />}
      end={<AnswerTools tabKey={tabKey} exchange={exchange} />}
      items={[
        {
          value: 'body',
          label: 'Body',
          content: page(
            <AnswerBody key={outcome.body.bodyId} tabKey={tabKey} exchange={exchange} outcome={outcome} />,
          ),
        },
        {
          value: 'headers',
          label: 'Headers',
          count: outcome.headers.length,
          content: page(<HeadersView headers={outcome.headers} tabKey={tabKey} />),
        },
        {
          value: 'cookies',
          label: 'Cookies',
          count: outcome.cookies.length,
          content: page(
            <CookiesView
              cookies={outcome.cookies}
              headers={outcome.headers}
              setAtEpochMs={exchange.startedAtEpochMs}
            />,
          ),
        },
        {
          value: 'timeline',
          label: 'Timeline',
          count: exchange.hops.length === 0 ? 0 : exchange.hops.length + 1,
          content: page(<TimelineView exchange={exchange} />),
        },
        {
          value: 'tests',
          label: 'Test Results',
          ...testMarks(checks, scripts),
          content: page(<TestResultsView checks={checks} report={scripts} />),
        },
      ]}
    />
  );
}

/** The lower half of a request's tab: the answer, or what to do to get one. */
export function ResponsePanel({ tabKey }: { tabKey: string }) {
  const view = useStore((state) => state.responses.views[tabKey]);
  const send = useStore((state) => state.responses.send);
  const isNowhere = useStore((state) => (state.requests.editors[tabKey]?.draft.url ?? '').trim() === '');
  const content = () => {
    if (view === undefined) {
      return (
        <EmptyState
          icon={<Send />}
          title="No answer yet"
          actions={
            <>
              <Button shortcut="Mod+Enter" disabled={isNowhere} onClick={() => void send(tabKey)}>
                Send the request
              </Button>
              <LastAnswerOffer tabKey={tabKey} />
            </>
          }
        >
          The status, the body and everything that happened on the way will stand here.
        </EmptyState>
      );
    }
    if (view.status === 'refused' && view.error !== undefined) {
      return <RefusedView tabKey={tabKey} error={view.error} />;
    }
    if (view.status === 'cancelled') {
      return (
        <EmptyState title="Cancelled" actions={<Button onClick={() => void send(tabKey)}>Send again</Button>}>
          The request was stopped. The server may have received it all the same.
        </EmptyState>
      );
    }
    if (view.live !== undefined) return <LiveView tabKey={tabKey} live={view.live} view={view} />;
    if (view.exchange === undefined) return <SendingView tabKey={tabKey} view={view} />;
    const isSending = view.status === 'sending';
    return (
      <>
        {isSending && <SendingView tabKey={tabKey} view={view} compact />}
        <AnswerView
          tabKey={tabKey}
          exchange={view.exchange}
          extracted={view.extracted}
          scripts={view.scripts}
          isStale={isSending}
        />
      </>
    );
  };
  return (
    <section className={styles['panel']} aria-label="Response" aria-busy={view?.status === 'sending'}>
      {content()}
    </section>
  );
}
