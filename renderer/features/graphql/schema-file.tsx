import type { RefObject } from 'react';
import { useStore } from '../../store/store.ts';

/** The chooser for a file with a schema; opened by a click on it from elsewhere. */
export function SchemaFileInput({
  tabKey,
  input,
}: {
  tabKey: string;
  input: RefObject<HTMLInputElement | null>;
}) {
  const load = useStore((state) => state.graphql.load);
  return (
    <input
      ref={input}
      className="visually-hidden"
      type="file"
      accept=".graphql,.graphqls,.gql,.json,.txt"
      tabIndex={-1}
      aria-label="File with a GraphQL schema"
      onChange={({ target }) => {
        const file = target.files?.[0];
        if (file !== undefined) void load(tabKey, file);
        // The same file can be chosen again, after it changed.
        target.value = '';
      }}
    />
  );
}
