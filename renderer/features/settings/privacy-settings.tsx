import { countOf } from '../../../core/count-of.ts';
import { type ReactNode, useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { formatSize } from '../../ui/format-figures.ts';
import { openSettings } from '../shell/public.ts';
import styles from './privacy.module.css';
import type { SettingsPartProps } from './settings-panel.tsx';

/** One kind of thing that is kept: what, where and for how long, how much, and the way to be rid of it. */
function Kept({
  title,
  amount,
  children,
  action,
}: {
  title: string;
  amount: string;
  children: ReactNode;
  action?: { label: string; isNone: boolean; run: () => void };
}) {
  return (
    <li className={styles['kept']}>
      <div className={styles['texts']}>
        <h3 className={styles['name']}>
          {title} <span className={styles['amount']}>{amount}</span>
        </h3>
        <p className={styles['text']}>{children}</p>
      </div>
      {action !== undefined && (
        <Button disabled={action.isNone} onClick={action.run}>
          {action.label}
        </Button>
      )}
    </li>
  );
}

/** Everything that is kept of the person's work, in one place. */
export function PrivacySettings({ settings }: SettingsPartProps) {
  const facts = useStore((state) => state.settings.privacy);
  const { loadPrivacy, clearBodies, clearCookies, deleteKeptFiles, forgetConsents } = useStore(
    (state) => state.settings,
  );
  const clearHistory = useStore((state) => state.history.clear);
  const forgetSchemas = useStore((state) => state.graphql.forgetAll);
  const clearExpired = useStore((state) => state.tokens.clearExpired);
  const consoleRows = useStore((state) => state.console.rows.length);
  const clearConsole = useStore((state) => state.console.clear);
  useEffect(() => void loadPrivacy(), [loadPrivacy]);
  if (facts === undefined) return <Skeleton label="Counting what is kept" lines={8} />;
  const then = (step: () => Promise<void>) => () => void step().then(loadPrivacy);
  const { history, bodies, keptFiles, schemas, deleted } = facts;
  const { keepDays, keepEntries, enabled } = settings.history;
  const consents = facts.allowedScripts + facts.allowedFiles;
  return (
    <>
      <p className={styles['lead']}>
        Everything stays on this machine. No account, no telemetry, no look for updates: nothing is sent but
        the requests you make, and what they need, such as tokens. Secrets stand encrypted in the profile.
      </p>
      <ul className={styles['list']}>
        <Kept
          title="History"
          amount={`${countOf(history.count, 'send')}, ${formatSize(history.sizeBytes)}`}
          action={{ label: 'Clear history', isNone: history.count === 0, run: then(clearHistory) }}
        >
          {enabled
            ? `Encrypted in the profile, secrets masked, for ${countOf(keepDays, 'day')} and at most ${countOf(keepEntries, 'send')}. `
            : 'Off: new sends are not kept. '}
          <SectionLink section="History">Change</SectionLink>
        </Kept>
        <Kept
          title="Answers of this run"
          amount={`${countOf(bodies.count, 'answer')}, ${formatSize(bodies.sizeBytes)}`}
          action={{ label: 'Clear answers', isNone: bodies.count === 0, run: () => void clearBodies() }}
        >
          In memory, large ones in a temporary folder that only you may open. Gone when Postern ends.
        </Kept>
        <Kept
          title="Console"
          amount={countOf(consoleRows, 'row')}
          action={{ label: 'Clear console', isNone: consoleRows === 0, run: clearConsole }}
        >
          In this window only, secrets masked. Never written anywhere.
        </Kept>
        <Kept
          title="Tokens"
          amount={`${countOf(facts.tokens, 'token')}${facts.expiredTokens === 0 ? '' : `, ${facts.expiredTokens.toLocaleString('en')} expired`}`}
          action={{
            label: 'Remove expired',
            isNone: facts.expiredTokens === 0,
            run: then(clearExpired),
          }}
        >
          Encrypted in the profile, until you delete them under Keys and tokens.
        </Kept>
        <Kept title="Private keys" amount={countOf(facts.keys, 'key')}>
          Encrypted in the profile, until you delete them under Keys and tokens.
        </Kept>
        <Kept
          title="Cookies"
          amount={countOf(facts.cookies, 'cookie')}
          action={{ label: 'Delete cookies', isNone: facts.cookies === 0, run: () => void clearCookies() }}
        >
          Of this workspace, encrypted in the profile, until they expire.
        </Kept>
        <Kept
          title="Permissions"
          amount={`${countOf(facts.allowedScripts, 'script')}, ${countOf(facts.allowedFiles, 'file')}`}
          action={{ label: 'Stop allowing', isNone: consents === 0, run: then(forgetConsents) }}
        >
          Scripts that may run and files outside of the workspace that may be sent, in the profile, until you
          take them back.
        </Kept>
        <Kept
          title="Copies of files"
          amount={`${countOf(keptFiles.files, 'file')}, ${formatSize(keptFiles.sizeBytes)}`}
          action={{
            label: 'Delete copies',
            isNone: keptFiles.files === 0,
            run: () => void deleteKeptFiles(),
          }}
        >
          Files of bodies that were chosen in a browser, which gives no paths. In the profile, until you
          delete them; requests that send one ask for it anew.
        </Kept>
        <Kept
          title="GraphQL schemas"
          amount={`${countOf(schemas.files, 'schema')}, ${formatSize(schemas.sizeBytes)}`}
          action={{ label: 'Forget schemas', isNone: schemas.files === 0, run: then(forgetSchemas) }}
        >
          What servers said of themselves when you asked, secrets masked, or files you loaded. In the profile,
          at most 50; the oldest go first.
        </Kept>
        <Kept
          title="Deleted items"
          amount={`${countOf(deleted.files, 'file')}, ${formatSize(deleted.sizeBytes)}`}
        >
          In the profile, for a rescue. Removed for good after 30 days.
        </Kept>
      </ul>
      <p className={styles['text']}>
        Current values of variables, open tabs, drafts and the daily snapshots of a workspace are in the
        profile too; your collections themselves are not. What you delete stays in snapshots until seven newer
        ones are there. <SectionLink section="Storage">Where everything is</SectionLink>
      </p>
    </>
  );
}

function SectionLink({ section, children }: { section: 'History' | 'Storage'; children: ReactNode }) {
  return (
    <button
      type="button"
      className={styles['link']}
      onClick={() => openSettings(useStore.getState(), section)}
    >
      {children}
    </button>
  );
}
