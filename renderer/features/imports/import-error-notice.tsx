import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './imports.module.css';

/** Why the last import was refused, with its code and what is accepted. */
export function ImportErrorNotice() {
  const error = useStore((state) => state.imports.error);
  const trustOffer = useStore((state) => state.settings.trustOffer);
  const runFromPrivate = useStore((state) => state.imports.runFromPrivate);
  if (error === undefined) return null;
  const trust = trustOffer(error.details);
  const isPrivate = error.code === 'ERR_IMPORT_PRIVATE_ADDRESS';
  const actions = [
    ...(trust === undefined ? [] : [{ label: 'Trust this certificate until…', onSelect: trust }]),
    ...(isPrivate ? [{ label: 'Import from there', onSelect: () => void runFromPrivate() }] : []),
  ];
  return (
    <Notice tone="danger" title="Nothing was imported" announces actions={actions}>
      {error.message} <code className={styles['code']}>{error.code}</code>
    </Notice>
  );
}
