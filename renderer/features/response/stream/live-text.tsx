import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { BodyFacts } from '../../../../core/http/exchange.ts';
import { readBody } from '../../../bridge/bridge.ts';
import { Button } from '../../../ui/button.tsx';
import { VirtualList } from '../../../ui/virtual-list.tsx';
import { TextTail } from './text-tail.ts';
import { useFollowEnd } from './use-follow-end.ts';
import styles from './stream.module.css';

/** The end of a text while it comes; once it has come, the viewers take over. */
export function LiveText({
  body: { bodyId, charset },
  sizeBytes,
}: {
  body: Pick<BodyFacts, 'bodyId' | 'charset'>;
  sizeBytes: number;
}) {
  const tail = useMemo(
    () => new TextTail((start, end) => readBody(bodyId, { start, end }), charset),
    [bodyId, charset],
  );
  useEffect(() => tail.readTo(sizeBytes), [tail, sizeBytes]);
  const { lines, before } = useSyncExternalStore(tail.subscribe, tail.getState);
  // A line that has not begun is none yet.
  const shown = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  const { handle, isAtEnd, onScrollCapture, toEnd } = useFollowEnd(shown.length, lines);
  return (
    <div className={styles['live']} onScrollCapture={onScrollCapture}>
      <VirtualList
        label="Response body"
        items={shown}
        itemKey={(_line, index) => (before ?? 0) + index}
        rowHeight={20}
        handle={handle}
        renderItem={(line, index) => (
          <div className={styles['line']}>
            <span className={styles['gutter']} aria-hidden>
              {before === undefined ? '' : before + index + 1}
            </span>
            {line}
          </div>
        )}
      />
      {!isAtEnd && <ToEnd onClick={toEnd} />}
    </div>
  );
}

/** The way back to what comes last. */
export function ToEnd({ onClick }: { onClick: () => void }) {
  return (
    <div className={styles['toEnd']}>
      <Button size="sm" icon={<ArrowDown />} onClick={onClick}>
        Newest
      </Button>
    </div>
  );
}
