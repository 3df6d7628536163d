import type { Service } from './service.ts';

/** Keeps the settings and tells every window. @throws AppError ERR_SETTINGS_INVALID, ERR_WORKSPACE_WRITE_FAILED */
export const saveSettings: Service<'settings.save'> = async (app, settings) => {
  const saved = await app.settings.save(settings);
  app.emit('settings.changed', saved);
  return saved;
};
