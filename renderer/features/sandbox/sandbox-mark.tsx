import type { SandboxState } from '../../../core/app-state.ts';
import styles from './sandbox-mark.module.css';

const words: Record<SandboxState['status'], string> = {
  stopped: 'stopped',
  starting: 'starting',
  running: 'running',
  failed: 'failed',
};

/** The state as a dot and a word. */
export function SandboxMark({ status }: { status: SandboxState['status'] }) {
  return (
    <span className={styles['mark']} data-status={status}>
      <span className={styles['dot']} aria-hidden="true" />
      {words[status]}
    </span>
  );
}
