import { mayRequest } from '../../../core/scripts/may-request.ts';
import type { ReviewedScript } from '../../../core/scripts/script-report.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { phaseNames } from '../../../core/scripts/script-types.ts';
import styles from './scripts.module.css';

/** More than these are summed up: nobody reads them one by one. */
const maxShown = 200;

function ScriptText({ script }: { script: ReviewedScript }) {
  const { from, phase, code, allowed } = script;
  return (
    <li className={styles['reviewed']}>
      <p className={styles['origin']}>
        <span className={styles['originKind']}>{from.kind}</span>
        <span className={styles['originName']}>{from.name || 'Untitled request'}</span>
        <span className={styles['phase']}>{phaseNames[phase]}</span>
        {mayRequest(code) && <span className={styles['sends']}>sends requests</span>}
        {allowed && <span className={styles['allowed']}>allowed</span>}
      </p>
      {/* A scrolling block must take the focus to be read by keys. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className={styles['code']} tabIndex={0} aria-label={`${phaseNames[phase]} script of ${from.name}`}>
        {code}
      </pre>
    </li>
  );
}

/** Shows scripts before they may run: what is allowed is exactly the text shown. */
export function ReviewDialog() {
  const review = useStore((state) => state.scripts.review);
  const close = useStore((state) => state.scripts.closeReview);
  const allow = useStore((state) => state.scripts.allowShown);
  const forbid = useStore((state) => state.scripts.forbidShown);
  const scripts = review?.scripts ?? [];
  const waiting = scripts.filter((script) => !script.allowed).length;
  const isReady = review?.status === 'ready';
  const sendsOwn = scripts.some(({ code }) => mayRequest(code));
  return (
    <Dialog
      open={review !== undefined}
      onOpenChange={(isOpen) => isOpen || close()}
      title="Scripts"
      size="lg"
      description={`They run in an interpreter of their own, with no files and no secrets. They can read the request and its answer, set variables and change the request before it is sent. ${
        sendsOwn
          ? 'Those marked “sends requests” can also send what they read to any server.'
          : 'They have no network.'
      } An edited script asks again.`}
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          {scripts.length > waiting && (
            <Button disabled={!isReady} onClick={() => void forbid()}>
              Stop allowing
            </Button>
          )}
          <Button variant="primary" disabled={!isReady || waiting === 0} onClick={() => void allow()}>
            {scripts.length === 1 ? 'Allow this script' : `Allow these ${scripts.length} scripts`}
          </Button>
        </>
      }
    >
      {review?.status === 'loading' && <Skeleton label="Reading the scripts" lines={6} />}
      {isReady && scripts.length === 0 && (
        <EmptyState compact title="No scripts">
          Nothing here comes with a script.
        </EmptyState>
      )}
      <ul className={styles['list']}>
        {scripts.slice(0, maxShown).map((script, index) => (
          <ScriptText key={`${index} ${script.hash}`} script={script} />
        ))}
      </ul>
      {scripts.length > maxShown && (
        <p className={styles['more']}>{scripts.length - maxShown} more scripts are not shown here.</p>
      )}
    </Dialog>
  );
}
