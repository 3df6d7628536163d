import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppContext } from '../app-context.ts';
import { readJar } from '../storage/cookie-jar.ts';
import { graphqlSchemasFolder } from '../storage/graphql-schema-store.ts';
import { measureFolder } from '../storage/measure-folder.ts';
import { workspaceProfilePath } from '../storage/profile.ts';
import { isEnded } from './clear-expired-tokens.ts';
import type { Service } from './service.ts';

/** Counts what is kept of the user's work, and where it can be sized, how large it is. */
export const readPrivacyFacts: Service<'privacy.readFacts'> = async (app, _input, call) => {
  const local = workspaceProfilePath(app.profilePath, app.workspace.path);
  const [history, cookies, keptFiles, schemas, deleted] = await Promise.all([
    readHistory(app, local),
    readJar(app.cookies.jar),
    app.keptFiles.measure(call.signal),
    measureFolder(join(local, graphqlSchemasFolder), { signal: call.signal }),
    measureFolder(join(local, 'trash'), { signal: call.signal }),
  ]);
  const tokens = app.tokens.list();
  return {
    history,
    bodies: app.bodies.usage(),
    tokens: tokens.length,
    expiredTokens: tokens.filter((token) => isEnded(token, app.now())).length,
    keys: app.keys.list().length,
    cookies: cookies.length,
    allowedScripts: app.scriptConsents.count(),
    allowedFiles: app.fileConsents.count(),
    keptFiles,
    schemas,
    deleted,
  };
};

async function readHistory(app: AppContext, local: string) {
  const [{ entries }, file] = await Promise.all([
    app.history.list(),
    stat(join(local, 'history.log')).catch(() => undefined),
  ]);
  return { count: entries.length, sizeBytes: file?.size ?? 0 };
}
