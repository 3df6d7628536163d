import { Copy } from 'lucide-react';
import { type CodeTarget, codeTargets } from '../../../core/export/code/generate-code.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './code-dialog.module.css';
import type { CodeView } from './code-actions.ts';

const options = (Object.keys(codeTargets) as CodeTarget[]).map((value) => ({
  value,
  label: codeTargets[value].label,
}));

function CodeText({ code }: { code: CodeView }) {
  const { generated, error } = code;
  if (error !== undefined) {
    return (
      <Notice tone="warning" title="There is no code for this request yet" announces>
        {/* The refusal speaks of sending; here nobody wanted to. */}
        {error.message.replace(/^Nothing was sent: /, '')}{' '}
        {error.code === undefined ? null : <code>{error.code}</code>}
      </Notice>
    );
  }
  if (generated === undefined) return <Skeleton label="Writing the code" lines={6} />;
  return (
    <>
      {generated.remarks.map((remark) => (
        <Notice key={remark.code} tone="warning">
          {remark.message}
        </Notice>
      ))}
      <pre className={styles['code']} tabIndex={0} aria-label="Code">
        {generated.code}
      </pre>
      {generated.placeholders.length === 0 ? null : (
        <p className={styles['hint']}>
          Put your values in place of{' '}
          {generated.placeholders.map((placeholder, index) => (
            <span key={placeholder}>
              {index === 0 ? '' : ', '}
              <code>{placeholder}</code>
            </span>
          ))}
          .
        </p>
      )}
    </>
  );
}

/** A request as code in the language of the reader's choice. */
export function CodeDialog() {
  const code = useStore((state) => state.outgoing.code);
  const { setCodeTarget, setCodeSecrets, copyCode, closeCode } = useStore((state) => state.outgoing);
  if (code === undefined) return null;
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => {
        if (!isOpen) closeCode();
      }}
      title="Code"
      footerStart={
        <Switch label="Include secret values" checked={code.includeSecrets} onChange={setCodeSecrets} />
      }
      footer={
        <Button
          variant="primary"
          icon={<Copy />}
          disabled={code.generated === undefined}
          onClick={() => void copyCode()}
        >
          Copy
        </Button>
      }
    >
      <div className={styles['content']}>
        <Select
          label="Language"
          hideLabel
          className={styles['language']}
          value={code.target}
          onChange={setCodeTarget}
          options={options}
        />
        {code.includeSecrets ? (
          <Notice tone="warning">
            This code holds tokens, passwords and other secrets as they are. Anyone who gets it can use them.
          </Notice>
        ) : null}
        <CodeText code={code} />
      </div>
    </Dialog>
  );
}
