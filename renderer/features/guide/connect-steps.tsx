import { useState } from 'react';
import { orgAddress } from '../../../core/variables/org-environment.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { guideTargets, targetName } from './guide-target.ts';
import styles from './guide.module.css';
import type { Guide } from './use-guide.ts';

function SandboxButton() {
  const { state, busy, start, install } = useStore((store) => store.sandbox);
  const isRunning = state?.status === 'running';
  return (
    <Button
      size="sm"
      loading={busy === 'starting' || busy === 'installing'}
      onClick={() => void (isRunning ? install() : start({ install: true }))}
    >
      Use the sandbox org
    </Button>
  );
}

/** Where the org is: its address into a new environment, or the sandbox org. */
export function OrgUrlStep({ guide }: { guide: Guide }) {
  const [text, setText] = useState('');
  const connecting = useStore((state) => state.welcome.connecting);
  const connectOrg = useStore((state) => state.welcome.connectOrg);
  const checkOrg = useStore((state) => state.guide.checkOrg);
  const found = useStore((state) => state.guide.discovery.found);
  const address = orgAddress(text);
  const { orgUrl } = guide;
  return (
    <>
      {orgUrl === undefined ? (
        <p>The address of the org, as in the browser: https://acme.okta.com, without “-admin”.</p>
      ) : (
        <p>
          {`{{${guide.urlVariable}}}`} is <code>{orgUrl}</code>.
        </p>
      )}
      {orgUrl !== undefined && found?.issuer !== undefined
        ? found.warnings.map(({ code, message }) => (
            <Notice key={code} tone="warning">
              {message}
            </Notice>
          ))
        : null}
      <form
        className={styles['inline']}
        onSubmit={(event) => {
          event.preventDefault();
          if (address !== undefined) void connectOrg(address);
        }}
      >
        <TextField
          label="Org URL"
          hideLabel
          type="url"
          placeholder="https://acme.okta.com"
          value={text}
          onChange={setText}
        />
        <Button size="sm" type="submit" loading={connecting} disabled={address === undefined}>
          Make an environment
        </Button>
      </form>
      <div className={styles['buttons']}>
        <SandboxButton />
        {orgUrl === undefined ? null : (
          <Button size="sm" variant="ghost" onClick={() => void checkOrg(orgUrl)}>
            Check again
          </Button>
        )}
      </div>
    </>
  );
}

/** Which environment is in use. */
export function EnvironmentStep() {
  const { list, selectedId, select, open } = useStore((state) => state.environments);
  return (
    <>
      <Select
        label="Environment in use"
        hideLabel
        value={selectedId}
        placeholder={list.length === 0 ? 'No environments yet' : 'No Environment'}
        onChange={(id) => void select(id)}
        options={list.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {selectedId === undefined ? null : (
        <div className={styles['buttons']}>
          <Button size="sm" variant="ghost" onClick={() => open(selectedId)}>
            Edit
          </Button>
        </div>
      )}
    </>
  );
}

/** Which collection is worked on, and where to get one. */
export function CollectionStep({ guide }: { guide: Guide }) {
  const nodes = useStore((state) => state.tree.nodes);
  const openDialog = useStore((state) => state.imports.openDialog);
  const choose = useStore((state) => state.guide.choose);
  const targets = guideTargets(nodes);
  return (
    <>
      {targets.length === 0 ? (
        <p>Import Okta’s collections, or take those of the sandbox org.</p>
      ) : (
        <Select
          label="Collection or folder"
          hideLabel
          value={guide.targetId}
          onChange={(targetId) => choose({ targetId })}
          options={targets.map(({ id }) => ({ value: id, label: targetName(nodes, id) }))}
        />
      )}
      <div className={styles['buttons']}>
        <Button size="sm" onClick={() => openDialog('import')}>
          Import
        </Button>
        {targets.length === 0 ? <SandboxButton /> : null}
      </div>
    </>
  );
}
