import { describeAuth, planCleanup } from './plan-cleanup.ts';
import type { Service } from './service.ts';

/**
 * Shows what the Okta clean-up would change; nothing is written.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND
 */
export const previewCleanup: Service<'import.previewCleanup'> = async (app, input, call) => {
  const plan = await planCleanup(app, input, call.signal);
  const sum = (count: (cleaned: (typeof plan.requests)[number]['cleaned']) => number) =>
    plan.requests.reduce((total, { cleaned }) => total + count(cleaned), 0);
  return {
    authorizationRows: sum((cleaned) => cleaned.authorizationRows),
    addedVariables: Array.from(
      new Set(plan.environments.flatMap(({ added }) => added.map(({ key }) => key))),
    ),
    placeholders: sum((cleaned) => cleaned.placeholders),
    changes: [
      ...plan.definitions.map(({ id, before, definition }) => ({
        itemId: id,
        name: definition.name,
        before,
        after: describeAuth(definition.auth),
      })),
      ...plan.requests.flatMap(({ id, name, cleaned }) =>
        cleaned.changes.map((change) => ({ itemId: id, name, ...change })),
      ),
    ],
  };
};
