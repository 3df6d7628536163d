import { planCleanup } from './plan-cleanup.ts';
import type { Service } from './service.ts';

/**
 * Does the Okta clean-up as one step that can be taken back.
 *
 * @throws AppError ERR_WORKSPACE_ITEM_NOT_FOUND, ERR_WORKSPACE_CONFLICT, ERR_WORKSPACE_WRITE_FAILED
 */
export const applyCleanup: Service<'import.applyCleanup'> = async (app, input, call) => {
  const plan = await planCleanup(app, input, call.signal);
  const { workspace } = app;
  const undoId = await workspace.editTogether(async () => {
    for (const { id, definition, revision } of plan.definitions) {
      await workspace.saveDefinition(id, definition, revision);
    }
    for (const { id, revision, cleaned } of plan.requests) {
      call.signal.throwIfAborted();
      await workspace.saveRequest(id, cleaned.request, revision);
    }
    for (const { environment, added } of plan.environments) {
      const variables = [...environment.variables, ...added];
      await workspace.saveEnvironment(environment.id, environment.name, variables, environment.revision);
    }
  });
  return { undoId };
};
