import type { Service } from './service.ts';

/** Tells when the pieces of an event stream came. @throws AppError ERR_BODY_NOT_FOUND */
export const readArrivals: Service<'body.readArrivals'> = (app, { bodyId, fromByte }) =>
  Promise.resolve({ arrivals: app.bodies.arrivals(bodyId, fromByte) });
