import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import type { ImportReport, ImportSource } from '../../core/import/report.ts';
import { refreshSandboxEnvironment } from './refresh-sandbox-environment.ts';
import { runImport } from './run-import.ts';
import type { Service } from './service.ts';

const collectionMaterial = z.object({ info: z.object({ name: z.string() }) });

const nothingImported: ImportReport = {
  formats: [],
  collections: [],
  environments: [],
  globals: 0,
  notes: [],
  leaves: { in: 0, mapped: 0, reported: 0 },
  oktaCleanup: false,
};

/**
 * Adds the sandbox org's environment and collections to the workspace. What an earlier installation brought is not
 * brought again; its environment gets the address and the token of this run.
 *
 * @throws AppError ERR_SANDBOX_NOT_RUNNING, ERR_WORKSPACE_WRITE_FAILED, ERR_CALL_CANCELLED
 */
export const installSandbox: Service<'sandbox.install'> = async (app, _input, call) => {
  const material = app.sandbox.material();
  if (material === undefined) {
    throw new AppError('ERR_SANDBOX_NOT_RUNNING', 'The sandbox org is not running. Start it first.');
  }
  const refreshed = await refreshSandboxEnvironment(app, material.environment);
  const nodes = await app.workspace.readTree();
  const present = new Set(nodes.filter(({ kind }) => kind === 'collection').map(({ name }) => name));
  const missing = material.collections.filter(
    (collection) => !present.has(collectionMaterial.parse(collection).info.name),
  );
  const pieces = refreshed.length > 0 ? missing : [material.environment, ...missing];
  const sources = pieces.map((piece): ImportSource => ({
    kind: 'text',
    text: JSON.stringify(piece),
    name: 'Sandbox Org',
  }));
  const report = sources.length > 0 ? await runImport(app, { sources }, call) : nothingImported;
  return { ...report, environments: [...refreshed, ...report.environments] };
};
