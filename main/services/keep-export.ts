import type { OperationOutput } from '../../core/contract.ts';
import type { JsonObject } from '../../core/json-value.ts';
import type { AppContext } from '../app-context.ts';

/** Puts a document into the body store as JSON, tabs as Postman writes them, and proposes a file name. */
export async function keepExport(
  app: AppContext,
  document: JsonObject,
  name: string,
): Promise<Pick<OperationOutput<'collection.export'>, 'bodyId' | 'sizeBytes' | 'fileName'>> {
  const bytes = Buffer.from(`${JSON.stringify(document, null, '\t')}\n`);
  const writer = app.bodies.create('application/json');
  await writer.write(bytes);
  await writer.finish();
  return { bodyId: writer.bodyId, sizeBytes: bytes.byteLength, fileName: `${safeName(name)}.json` };
}

/** Takes out of a name what a file name cannot hold anywhere. */
function safeName(name: string): string {
  const safe = Array.from(name, (character) =>
    /[/\\:*?"<>|]/.test(character) || character < ' ' ? '-' : character,
  );
  return (
    safe
      .join('')
      .replace(/^[. ]+/, '')
      .slice(0, 180) || 'export'
  );
}
