import type { Service } from './service.ts';

/** Stops the sandbox org; its people, groups and apps are gone with it. */
export const stopSandbox: Service<'sandbox.stop'> = (app) => app.sandbox.stop();
