import type { RootKind } from '../../../core/graphql/list-schema.ts';
import { addVariables } from '../../../core/graphql/variables-text.ts';
import type { Body } from '../../../core/http/body.ts';
import { useStore } from '../../store/store.ts';
import { schemaEngine } from './schema-engine.ts';

type GraphqlForm = Extract<Body, { type: 'graphql' }>;

/**
 * Gives a way to put a field into the query of a tab, its required arguments as variables. Tells where the field stands
 * then; nothing happens where the query was edited meanwhile.
 */
export function useInsertField(
  tabKey: string,
  key: string | undefined,
): (field: { kind: RootKind; field: string }) => Promise<{ start: number; end: number } | undefined> {
  const edit = useStore((state) => state.requests.edit);
  const showError = useStore((state) => state.notices.showError);
  return async (field) => {
    const body = bodyOf(tabKey);
    if (key === undefined || body === undefined) return undefined;
    try {
      const chosen = body.operationName;
      const made = await schemaEngine().call('insert', key, body.query, field, chosen);
      const now = bodyOf(tabKey);
      if (made === undefined || now?.query !== body.query) return undefined;
      // The name is needed where there are several operations, or one was chosen.
      const isNamed = chosen !== undefined || body.query.trim() !== '';
      edit(tabKey, {
        body: {
          ...now,
          query: made.query,
          variables: addVariables(now.variables, made.variables),
          ...(isNamed ? { operationName: made.operationName } : {}),
        },
      });
      return { start: made.start, end: made.end };
    } catch (error) {
      showError(error);
      return undefined;
    }
  };
}

function bodyOf(tabKey: string): GraphqlForm | undefined {
  const body = useStore.getState().requests.editors[tabKey]?.draft.body;
  return body?.type === 'graphql' ? body : undefined;
}
