import { ArrowLeft, ArrowRight, ChevronRight } from 'lucide-react';
import { useEffect } from 'react';
import type { Exchange } from '../../../core/http/exchange.ts';
import { useShortcut } from '../../store/use-shortcut.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { AllPages } from './all-pages.tsx';
import styles from './links.module.css';
import { neighbourIn, nextPageOf } from './links-slice.ts';
import { RequestIdButton } from './request-id-button.tsx';

const lookAfterMs = 150;

/** Back and forward in the chain of followed links; nothing where there is no chain. */
function TrailButtons({ tabKey }: { tabKey: string }) {
  const before = useStore((state) => neighbourIn(state, tabKey, 'back'));
  const after = useStore((state) => neighbourIn(state, tabKey, 'forward'));
  const { goBack, goForward } = useStore((state) => state.links);
  const backKeys = useShortcut('answerBack');
  const forwardKeys = useShortcut('answerForward');
  if (before === undefined && after === undefined) return null;
  return (
    <div className={styles['trail']} role="group" aria-label="Followed links">
      <IconButton
        size="sm"
        label="Back to the answer before"
        icon={<ArrowLeft />}
        shortcut={backKeys}
        disabled={before === undefined}
        onClick={() => goBack(tabKey)}
      />
      <IconButton
        size="sm"
        label="Forward to the answer after"
        icon={<ArrowRight />}
        shortcut={forwardKeys}
        disabled={after === undefined}
        onClick={() => goForward(tabKey)}
      />
    </div>
  );
}

/** At the end of the response's head: where the answer came from, where it goes on, and its id. */
export function AnswerTools({ tabKey, exchange }: { tabKey: string; exchange: Exchange }) {
  const hasNext = useStore((state) => nextPageOf(state, tabKey) !== undefined);
  const isCollecting = useStore((state) => state.pages.underWay[tabKey] !== undefined);
  const openNextPage = useStore((state) => state.links.openNextPage);
  const lookForNext = useStore((state) => state.pages.lookForNext);
  useEffect(() => {
    // After the answer itself is on screen.
    const timer = setTimeout(() => void lookForNext(tabKey), lookAfterMs);
    return () => clearTimeout(timer);
  }, [tabKey, exchange, lookForNext]);
  return (
    <div className={styles['tools']}>
      <RequestIdButton tabKey={tabKey} exchange={exchange} />
      {hasNext && (
        <>
          <Button
            size="sm"
            variant="ghost"
            className={styles['page']}
            trailingIcon={<ChevronRight />}
            tooltip="Opens the address that the answer names as next"
            onClick={() => void openNextPage(tabKey)}
          >
            Next page
          </Button>
          {!isCollecting && <AllPages tabKey={tabKey} />}
        </>
      )}
      <TrailButtons tabKey={tabKey} />
    </div>
  );
}
