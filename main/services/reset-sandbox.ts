import type { Service } from './service.ts';

/** Puts the sandbox org's people, groups and apps back as they were seeded. @throws AppError ERR_SANDBOX_NOT_RUNNING */
export const resetSandbox: Service<'sandbox.reset'> = async (app) => {
  await app.sandbox.reset();
  return {};
};
