import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { outcomeWord } from '../../../core/history/find-entries.ts';
import type { HistoryEntry } from '../../../core/history/history-entry.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** Who opens one tab after the other is not waited for by the history, and neither is the start of the window. */
const lookAfterMs = 400;

const momentFormat = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hourCycle: 'h23',
});

function useLastSend(requestId: string | undefined): HistoryEntry | undefined {
  const findLast = useStore((state) => state.history.findLast);
  const [found, setFound] = useState<{ requestId: string; entry: HistoryEntry | undefined }>();
  useEffect(() => {
    if (requestId === undefined) return undefined;
    let isWanted = true;
    const timer = setTimeout(() => {
      void findLast(requestId).then((entry) => {
        if (isWanted) setFound({ requestId, entry });
      });
    }, lookAfterMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [requestId, findLast]);
  return found?.requestId === requestId ? found?.entry : undefined;
}

/** Offers the last answer of a saved request, where the history kept one. */
export function LastAnswerOffer({ tabKey }: { tabKey: string }) {
  const entry = useLastSend(useStore((state) => state.requests.editors[tabKey]?.itemId));
  const showInTab = useStore((state) => state.history.showInTab);
  if (entry === undefined) return null;
  return (
    <Button variant="ghost" icon={<History />} onClick={() => void showInTab(tabKey, entry)}>
      {`Last answer: ${outcomeWord(entry)}, ${momentFormat.format(entry.startedAtEpochMs)}`}
    </Button>
  );
}

/** Says that what is shown is an answer of before. */
export function KeptNotice({ tabKey }: { tabKey: string }) {
  const kept = useStore((state) => state.responses.views[tabKey]?.kept);
  if (kept === undefined) return null;
  return (
    <Notice tone="info" variant="banner">
      From the history, sent {momentFormat.format(kept.sentAtEpochMs)}: secrets are masked
      {kept.isCut ? ', and only the beginning of the body is kept.' : '.'}
    </Notice>
  );
}
