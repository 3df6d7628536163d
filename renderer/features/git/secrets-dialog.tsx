import { countOf } from '../../../core/count-of.ts';
import type { GitSecretsFound } from '../../../core/contract/git.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import styles from './git.module.css';

/** Says which secrets of this profile stand in what is about to be committed; never their values. */
export function SecretsDialog() {
  const secrets = useStore((state) => state.git.secrets);
  return secrets === undefined ? null : <FoundSecrets secrets={secrets} />;
}

const mostShown = 100;

function FoundSecrets({ secrets }: { secrets: GitSecretsFound }) {
  const { cancelCommit, commit } = useStore((state) => state.git);
  const { found, uncheckedPaths, uncheckedSecrets } = secrets;
  return (
    <Dialog
      open
      title={found.length > 0 ? 'Secrets would be committed' : 'Not everything could be checked'}
      description={
        found.length > 0
          ? 'Values that this machine keeps secret stand in these files. Whoever gets the repository can read them, also after a later commit takes them out.'
          : 'Whether secrets of this machine stand in these files is not known.'
      }
      onOpenChange={(open) => {
        if (!open) cancelCommit();
      }}
      footer={
        <>
          <Button variant="danger" onClick={() => void commit({ allowSecrets: true })}>
            Commit anyway
          </Button>
          <Button variant="primary" onClick={cancelCommit}>
            Do not commit
          </Button>
        </>
      }
    >
      <dl className={styles['secrets']} aria-label="Found secrets">
        {found.slice(0, mostShown).map(({ path, names }) => (
          <div key={path}>
            <dt>{path}</dt>
            <dd>{names.join(', ')}</dd>
          </div>
        ))}
        {uncheckedPaths.slice(0, mostShown).map((path) => (
          <div key={`unchecked ${path}`}>
            <dt>{path}</dt>
            <dd>not checked: it is too large</dd>
          </div>
        ))}
      </dl>
      {found.length > mostShown ? <p>and {countOf(found.length - mostShown, 'file')} more</p> : null}
      {uncheckedSecrets > 0 ? (
        <p>{countOf(uncheckedSecrets, 'secret')} cannot be decrypted now, so nobody looked for them.</p>
      ) : null}
    </Dialog>
  );
}
