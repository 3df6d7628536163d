import type { Service } from './service.ts';

/** Gives the settings. */
export const readSettings: Service<'settings.read'> = (app) => app.settings.read();
