import type { Service } from './service.ts';

/** Drops the bodies of all answers of this run. */
export const clearBodies: Service<'body.clear'> = async (app) => {
  const { count } = app.bodies.usage();
  await app.bodies.clear();
  return { removed: count };
};
