import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { ImportErrorNotice } from './import-error-notice.tsx';
import styles from './imports.module.css';

/** A box for one or more cURL commands. */
export function CurlForm() {
  const text = useStore((state) => state.imports.typed.curl);
  const { run, type } = useStore((state) => state.imports);
  const submit = () => void run([{ kind: 'text', text, name: 'cURL' }]);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ImportErrorNotice />
      <TextArea
        label="cURL command"
        mono
        rows={10}
        value={text}
        onChange={(typed) => type('curl', typed)}
        autoFocus
        placeholder={"curl https://{yourOktaDomain}/api/v1/users \\\n  -H 'Accept: application/json'"}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim() !== '') submit();
        }}
      />
      <div className={styles['formEnd']}>
        <Button type="submit" variant="primary" disabled={text.trim() === ''} shortcut="Mod+Enter">
          Import
        </Button>
      </div>
    </form>
  );
}
