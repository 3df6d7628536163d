import type { ReactNode } from 'react';
import { FolderGit2, ShieldOff } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Later } from '../../ui/later.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { copyText } from '../notices/public.ts';
import { RateLimitStatus } from '../rate-limits/public.ts';
import { openSettings } from './setting-commands.ts';
import styles from './status-bar.module.css';

export type StatusBarProps = {
  /** Before the front door's name: gives the sandbox org's state, drawn with the class. */
  sandbox?: (itemClass: string | undefined) => ReactNode;
  /** After the workspace's folder: gives the buttons, drawn with the class. */
  panels?: (itemClass: string | undefined) => ReactNode;
};

const doorNames: Readonly<Record<string, string>> = { electron: 'desktop', web: 'web' };

/** The bar at the bottom: where the files are, what the last answer allowed, what runs. */
export function StatusBar({ sandbox, panels }: StatusBarProps) {
  return (
    <footer className={styles['bar']}>
      <Later>
        <StatusItems sandbox={sandbox} panels={panels} />
      </Later>
    </footer>
  );
}

function StatusItems({ sandbox, panels }: StatusBarProps) {
  const state = useStore((store) => store.app.state);
  if (state === undefined) return null;
  return (
    <>
      <Tooltip side="top" content="The workspace’s folder. Click to copy its path.">
        <button
          type="button"
          className={styles['item']}
          aria-label={`Copy the path of the workspace, ${state.workspace.path}`}
          onClick={() => void copyText(state.workspace.path, 'The path')}
        >
          <FolderGit2 aria-hidden="true" />
          <span className={styles['path']}>{state.workspace.path}</span>
        </button>
      </Tooltip>
      {panels?.(styles['item'])}
      <TlsWarning />
      <RateLimitStatus className={styles['item']} />
      <span className={styles['space']} />
      {sandbox?.(styles['item'])}
      <Tooltip side="top" content={`Postern ${state.version}, ${doorNames[state.door] ?? state.door} window`}>
        <span className={styles['item']} tabIndex={0}>
          {doorNames[state.door] ?? state.door}
        </span>
      </Tooltip>
    </>
  );
}

/** Says for as long as it is so that certificates are not verified. */
function TlsWarning() {
  const isVerifying = useStore((store) => store.app.state?.settings.request.verifyTls !== false);
  if (isVerifying) return null;
  return (
    <Tooltip side="top" content="Every server is trusted, whatever its certificate. Click to change that.">
      <button
        type="button"
        className={styles['item']}
        data-warning
        onClick={() => openSettings(useStore.getState(), 'General')}
      >
        <ShieldOff aria-hidden="true" />
        TLS verification is off
      </button>
    </Tooltip>
  );
}
