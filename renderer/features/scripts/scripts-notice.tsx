import type { ScriptReport } from '../../../core/scripts/script-report.ts';
import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';

/** Says with an answer that scripts did not run because nobody has looked at them yet. */
export function ScriptsNotice({ report, tabKey }: { report: ScriptReport | undefined; tabKey: string }) {
  const reviewTab = useStore((state) => state.scripts.reviewTab);
  const send = useStore((state) => state.responses.send);
  const isAllowed = useStore(
    ({ scripts, responses }) =>
      scripts.allowedAfter[tabKey] !== undefined &&
      scripts.allowedAfter[tabKey] === responses.views[tabKey]?.startedAtEpochMs,
  );
  const waiting = report?.runs.filter(({ status }) => status === 'notAllowed').length ?? 0;
  if (waiting === 0) return null;
  const subject = waiting === 1 ? 'A script' : `${waiting} scripts`;
  if (isAllowed) {
    return (
      <Notice
        tone="info"
        variant="banner"
        actions={[{ label: 'Send again', onSelect: () => void send(tabKey) }]}
      >
        {subject} around this request did not run with this answer, and may run from now on.
      </Notice>
    );
  }
  return (
    <Notice
      tone="info"
      variant="banner"
      actions={[{ label: 'Review scripts', onSelect: () => void reviewTab(tabKey) }]}
    >
      {subject} around this request did not run: nobody has allowed {waiting === 1 ? 'it' : 'them'} yet.
    </Notice>
  );
}
