import { PlugZap, TriangleAlert } from 'lucide-react';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Logo } from '../ui/logo.tsx';
import styles from './start-screen.module.css';

/** For the moments until the Node side has answered; shows itself only when they grow long. */
export function StartScreen() {
  return (
    <div className={styles['screen']} role="status" aria-label="Postern is starting">
      <div className={styles['logo']}>
        <Logo size={48} />
      </div>
    </div>
  );
}

const advice: Readonly<Record<string, string>> = {
  ERR_CALL_DOOR_CLOSED: 'Start Postern again, then open the address it prints.',
  ERR_CALL_UNAUTHORISED:
    'The address Postern prints when it starts carries the key for this window. Open it from there.',
};

/** Why the window cannot start, and the next step. */
export function StartFailure() {
  const error = useStore((state) => state.app.error);
  const start = useStore((state) => state.app.start);
  const isDoor = error?.code !== undefined && advice[error.code] !== undefined;
  return (
    <main className={styles['screen']}>
      <h1 className="visually-hidden">Postern</h1>
      <EmptyState
        icon={isDoor ? <PlugZap /> : <TriangleAlert />}
        title={isDoor ? 'Postern is not within reach' : 'Postern could not start'}
        actions={
          <Button variant="primary" onClick={() => void start()}>
            Try again
          </Button>
        }
      >
        <p>{isDoor ? advice[error?.code ?? ''] : error?.message}</p>
        {error?.code === undefined ? null : <code className={styles['code']}>{error.code}</code>}
      </EmptyState>
    </main>
  );
}
