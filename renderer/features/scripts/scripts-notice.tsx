import type { ScriptReport } from '../../../core/scripts/script-report.ts';
import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';

/** Says with an answer that scripts did not run because nobody has looked at them yet. */
export function ScriptsNotice({ report, tabKey }: { report: ScriptReport | undefined; tabKey: string }) {
  const reviewTab = useStore((state) => state.scripts.reviewTab);
  const waiting = report?.runs.filter(({ status }) => status === 'notAllowed').length ?? 0;
  if (waiting === 0) return null;
  return (
    <Notice
      tone="info"
      variant="banner"
      actions={[{ label: 'Review scripts', onSelect: () => void reviewTab(tabKey) }]}
    >
      {waiting === 1 ? 'A script' : `${waiting} scripts`} around this request did not run: nobody has allowed{' '}
      {waiting === 1 ? 'it' : 'them'} yet.
    </Notice>
  );
}
