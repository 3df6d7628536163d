import type { Service } from './service.ts';

/** Waits for a send whose window is gone. @throws AppError ERR_CALL_CANCELLED, and what `sendRequest` refuses with */
export const rejoinSend: Service<'request.rejoin'> = (app, { callId }, call) =>
  app.leftSends.rejoin(callId, call);
