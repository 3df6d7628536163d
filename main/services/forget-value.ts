import type { Service } from './service.ts';

/** Forgets a value that came from elsewhere, or all of them. */
export const forgetValue: Service<'value.forget'> = (app, { place }) => {
  app.valueSources.forget(place);
  return {};
};
