import { refreshSandboxEnvironment } from './refresh-sandbox-environment.ts';
import type { Service } from './service.ts';

/**
 * Starts the sandbox org, or gives its state where it runs. An environment that was added earlier follows it: each run
 * has another address and another token.
 *
 * @throws AppError ERR_SANDBOX_START_FAILED
 */
export const startSandbox: Service<'sandbox.start'> = async (app) => {
  const state = await app.sandbox.start();
  const material = app.sandbox.material();
  if (material !== undefined) await refreshSandboxEnvironment(app, material.environment);
  return state;
};
