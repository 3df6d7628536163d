import type { AppContext } from '../app-context.ts';
import type { Service } from './service.ts';

/** Gives one send as it was; the kept text of its answer is read from `body/<id>`. @throws AppError ERR_HISTORY_NOT_FOUND */
export const readHistory: Service<'history.read'> = async (app, { id }) => {
  const { entry, start, end } = await app.history.read(id);
  if (end === undefined) return { ...start, entry };
  const { exchange, answer } = end;
  const { outcome } = exchange;
  if (outcome.kind === 'failure' || answer === undefined) return { ...start, entry, exchange };
  const bodyId = await keepText(app, answer.text, outcome.body.mediaType);
  const shown = { ...exchange, outcome: { ...outcome, body: { ...outcome.body, bodyId } } };
  return { ...start, entry, exchange: shown, answer: { bodyId, isCut: answer.isCut } };
};

async function keepText(app: AppContext, text: string, mediaType: string): Promise<string> {
  const writer = app.bodies.create(mediaType);
  await writer.write(new TextEncoder().encode(text));
  await writer.finish();
  return writer.bodyId;
}
