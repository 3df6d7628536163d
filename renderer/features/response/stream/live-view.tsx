import { Square } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from '../../../store/store.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { formatDuration, formatSize } from '../../../ui/format-figures.ts';
import { Select } from '../../../ui/select.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { HeadersView } from '../views/headers-view.tsx';
import type { LiveAnswer, ResponseView } from '../response-view.ts';
import { useAnswerLook } from '../use-answer-look.ts';
import { type BodyMode, firstMode, isText, streamModes } from '../views/body-mode.ts';
import responseStyles from '../response.module.css';
import viewStyles from '../views/views.module.css';
import { EventsTools, EventsView } from './events-view.tsx';
import { LiveText } from './live-text.tsx';

function LiveFacts({ live, view }: { live: LiveAnswer; view: ResponseView }) {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const bytes = view.progress?.bodyBytes ?? 0;
  return (
    <div className={responseStyles['facts']} role="group" aria-label="Outcome so far">
      <StatusBadge status={live.status} text={live.statusText} />
      <span className={responseStyles['fact']}>
        {formatDuration(Math.max(nowMs - view.startedAtEpochMs, 0))}
      </span>
      <span className={responseStyles['fact']}>{formatSize(bytes)}</span>
    </div>
  );
}

function LiveBody({ tabKey, live, sizeBytes }: { tabKey: string; live: LiveAnswer; sizeBytes: number }) {
  const [look, changeLook] = useAnswerLook(tabKey);
  const { body } = live;
  const { mediaType, bodyId } = body;
  const isEvents = firstMode(mediaType) === 'events';
  const mode = look.mode?.mediaType === mediaType ? look.mode.value : firstMode(mediaType);
  if (!isText(mediaType)) {
    return (
      <EmptyState compact title={`${formatSize(sizeBytes)} so far`}>
        {mediaType === '' ? 'This' : mediaType} is shown once it has come.
      </EmptyState>
    );
  }
  const showsEvents = isEvents && mode === 'events';
  return (
    <div className={viewStyles['body']}>
      {isEvents && (
        <div className={viewStyles['toolbar']}>
          <Select<BodyMode>
            label="View"
            hideLabel
            size="sm"
            variant="ghost"
            value={showsEvents ? 'events' : 'raw'}
            onChange={(value) => changeLook({ mode: { mediaType, value } })}
            options={streamModes.filter(({ value }) => value !== 'hex')}
          />
          <div className={viewStyles['toolbarEnd']}>
            {showsEvents && <EventsTools tabKey={tabKey} bodyId={bodyId} sizeBytes={sizeBytes} />}
          </div>
        </div>
      )}
      <div className={viewStyles['viewer']}>
        {showsEvents ? (
          <EventsView tabKey={tabKey} bodyId={bodyId} sizeBytes={sizeBytes} isLive />
        ) : (
          <LiveText body={body} sizeBytes={sizeBytes} />
        )}
      </div>
    </div>
  );
}

/** An answer while its body comes: its status and headers, what has come so far, and the way to stop it. */
export function LiveView({ tabKey, live, view }: { tabKey: string; live: LiveAnswer; view: ResponseView }) {
  const cancel = useStore((state) => state.responses.cancel);
  const [{ page }, changeLook] = useAnswerLook(tabKey);
  return (
    <Tabs<'body' | 'headers'>
      label="Response"
      value={page === 'headers' ? 'headers' : 'body'}
      onChange={(next) => changeLook({ page: next })}
      scrolls={false}
      className={responseStyles['tabs']}
      start={<LiveFacts live={live} view={view} />}
      end={
        <>
          <span className={responseStyles['receiving']} role="status">
            <Spinner /> <span>Receiving</span>
          </span>
          <Button size="sm" icon={<Square />} onClick={() => cancel(tabKey)}>
            Stop
          </Button>
        </>
      }
      items={[
        {
          value: 'body',
          label: 'Body',
          content: <LiveBody tabKey={tabKey} live={live} sizeBytes={view.progress?.bodyBytes ?? 0} />,
        },
        {
          value: 'headers',
          label: 'Headers',
          count: live.headers.length,
          content: <HeadersView headers={live.headers} />,
        },
      ]}
    />
  );
}
