import { useRef } from 'react';
import { useStore } from '../../store/store.ts';
import { Notice } from '../../ui/notice.tsx';
import { SchemaFileInput } from './schema-file.tsx';
import styles from './graphql.module.css';
import { useSchema } from './use-schema.ts';

/** Why there is no schema, and what to do. */
export function SchemaProblem({ tabKey }: { tabKey: string }) {
  const { get, dismissProblem } = useStore((state) => state.graphql);
  const input = useRef<HTMLInputElement>(null);
  const { tab, reading } = useSchema(tabKey);
  const unread = reading?.status === 'failed' ? reading.problem : undefined;
  const problem = tab.problem ?? unread;
  if (problem === undefined || tab.underWay !== undefined) return null;
  return (
    <>
      <SchemaFileInput tabKey={tabKey} input={input} />
      <Notice
        variant="banner"
        tone="warning"
        announces
        title={unread === problem ? 'The schema cannot be used' : 'The schema did not come'}
        actions={[
          { label: 'Try again', onSelect: () => void get(tabKey) },
          { label: 'Load schema from file…', onSelect: () => input.current?.click() },
        ]}
        {...(tab.problem === undefined ? {} : { onDismiss: () => dismissProblem(tabKey) })}
      >
        {problem.message} <code className={styles['code']}>{problem.code}</code>
      </Notice>
    </>
  );
}
