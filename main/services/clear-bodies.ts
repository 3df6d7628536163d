import type { Service } from './service.ts';

/** Drops the bodies of all answers of this run, and tells every window. */
export const clearBodies: Service<'body.clear'> = async (app) => {
  const { count } = app.bodies.usage();
  await app.bodies.clear();
  app.emit('body.cleared', { removed: count });
  return { removed: count };
};
