import type { Service } from './service.ts';

/** Starts the sandbox org, or gives its state where it runs. @throws AppError ERR_SANDBOX_START_FAILED */
export const startSandbox: Service<'sandbox.start'> = (app) => app.sandbox.start();
