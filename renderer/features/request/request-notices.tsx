import { memo, useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/popover.tsx';
import { VariableCard, useVariableChain } from '../variables/public.ts';
import { useInheritedAuth } from '../authorization/public.ts';
import { checkRequest, type OpenName, type RequestCheck } from './check-request.ts';
import styles from './request-panel.module.css';

const settleMs = 350;
const shownChips = 6;

/** The check of the draft, once typing has paused: half a name is nobody's mistake. */
function useRequestCheck(tabKey: string): RequestCheck | undefined {
  const draft = useStore((state) => state.requests.editors[tabKey]?.draft);
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const chain = useVariableChain(itemId, parentId);
  const inherited = useInheritedAuth(itemId, parentId);
  const [check, setCheck] = useState<RequestCheck>();
  useEffect(() => {
    if (draft === undefined) return undefined;
    const timer = setTimeout(
      () => setCheck(checkRequest(draft, draft.auth ?? inherited?.auth, chain)),
      settleMs,
    );
    return () => clearTimeout(timer);
  }, [draft, chain, inherited]);
  return check;
}

function VariableChip({ tabKey, open }: { tabKey: string; open: OpenName }) {
  const itemId = useStore((state) => state.requests.editors[tabKey]?.itemId);
  const parentId = useStore((state) => state.requests.editors[tabKey]?.parentId);
  const chain = useVariableChain(itemId, parentId);
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      label={`Variable ${open.name}`}
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles['chip']}>
          {open.text}
        </button>
      }
    >
      <VariableCard chain={chain} name={open.name} onClose={() => setOpen(false)} />
    </Popover>
  );
}

function OpenNameChip({ tabKey, open }: { tabKey: string; open: OpenName }) {
  const showSection = useStore((state) => state.requests.showSection);
  if (open.kind === 'variable') return <VariableChip tabKey={tabKey} open={open} />;
  if (open.kind === 'path') {
    return (
      <button type="button" className={styles['chip']} onClick={() => showSection(tabKey, 'params')}>
        {open.text}
      </button>
    );
  }
  return <span className={styles['chip']}>{open.text}</span>;
}

/** What keeps the request from being sent, or may surprise: each name can be given a value right here. */
export function RequestNotices({ tabKey }: { tabKey: string }) {
  return <CheckNotices tabKey={tabKey} check={useRequestCheck(tabKey)} />;
}

/** Drawn anew where the check is another one, not with every key. */
const CheckNotices = memo(function CheckNotices({
  tabKey,
  check,
}: {
  tabKey: string;
  check: RequestCheck | undefined;
}) {
  const edit = useStore((state) => state.requests.edit);
  if (check === undefined || (check.open.length === 0 && check.warnings.length === 0)) return null;
  const { open, warnings } = check;
  const isAllLiteral = open.length > 0 && open.every(({ kind }) => kind === 'literal');
  return (
    <div className={styles['notices']} role="group" aria-label="Before sending">
      {open.length === 0 ? null : (
        <div className={styles['noticeLine']} data-tone="danger">
          <span className={styles['noticeLead']}>No value for</span>
          <span className={styles['chips']}>
            {open.slice(0, shownChips).map((entry) => (
              <OpenNameChip key={entry.text} tabKey={tabKey} open={entry} />
            ))}
            {open.length > shownChips ? <span>and {open.length - shownChips} more</span> : null}
          </span>
          {isAllLiteral ? (
            <Button
              size="sm"
              variant="ghost"
              onClick={() => edit(tabKey, { allowLiteralPlaceholders: true })}
            >
              Send as written
            </Button>
          ) : null}
        </div>
      )}
      {warnings.map(({ code, message }) => (
        <p key={`${code} ${message}`} className={styles['noticeLine']} data-tone="warning">
          {message}
        </p>
      ))}
    </div>
  );
});
