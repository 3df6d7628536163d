import type { Handlers } from './dispatch.ts';
import { applyCleanup } from './services/apply-cleanup.ts';
import { createEnvironment } from './services/create-environment.ts';
import { createItem } from './services/create-item.ts';
import { deleteEnvironment } from './services/delete-environment.ts';
import { deleteItem } from './services/delete-item.ts';
import { duplicateEnvironment } from './services/duplicate-environment.ts';
import { duplicateItem } from './services/duplicate-item.ts';
import { exportCollection } from './services/export-collection.ts';
import { exportEnvironment } from './services/export-environment.ts';
import { installSandbox } from './services/install-sandbox.ts';
import { listEnvironments } from './services/list-environments.ts';
import { listExamples } from './services/list-examples.ts';
import { moveItem } from './services/move-item.ts';
import { openLink } from './services/open-link.ts';
import { pickFiles } from './services/pick-files.ts';
import { previewCleanup } from './services/preview-cleanup.ts';
import { readDefinition } from './services/read-definition.ts';
import { readEnvironment } from './services/read-environment.ts';
import { readRequest } from './services/read-request.ts';
import { readSession } from './services/read-session.ts';
import { readSettings } from './services/read-settings.ts';
import { readState } from './services/read-state.ts';
import { readTree } from './services/read-tree.ts';
import { renameItem } from './services/rename-item.ts';
import { resetSandbox } from './services/reset-sandbox.ts';
import { revealVariable } from './services/reveal-variable.ts';
import { runImport } from './services/run-import.ts';
import { saveDefinition } from './services/save-definition.ts';
import { saveEnvironment } from './services/save-environment.ts';
import { saveRequest } from './services/save-request.ts';
import { saveSession } from './services/save-session.ts';
import { saveSettings } from './services/save-settings.ts';
import { setVariable } from './services/set-variable.ts';
import { sendRequest } from './services/send-request.ts';
import { startSandbox } from './services/start-sandbox.ts';
import { stopSandbox } from './services/stop-sandbox.ts';
import { undoStep } from './services/undo-step.ts';

/** Which service answers which operation: one line each, in the order of the contract. */
export const handlers: Partial<Handlers> = {
  'app.readState': readState,
  'app.openLink': openLink,
  'app.pickFiles': pickFiles,
  'session.read': readSession,
  'session.save': saveSession,
  'settings.read': readSettings,
  'settings.save': saveSettings,

  'workspace.readTree': readTree,
  'workspace.undo': undoStep,

  'item.create': createItem,
  'item.rename': renameItem,
  'item.duplicate': duplicateItem,
  'item.move': moveItem,
  'item.delete': deleteItem,

  'request.read': readRequest,
  'request.save': saveRequest,
  'definition.read': readDefinition,
  'definition.save': saveDefinition,
  'example.list': listExamples,

  'environment.list': listEnvironments,
  'environment.read': readEnvironment,
  'environment.create': createEnvironment,
  'environment.save': saveEnvironment,
  'environment.duplicate': duplicateEnvironment,
  'environment.delete': deleteEnvironment,
  'variable.set': setVariable,
  'variable.reveal': revealVariable,

  'request.send': sendRequest,

  'import.run': runImport,
  'import.previewCleanup': previewCleanup,
  'import.applyCleanup': applyCleanup,
  'collection.export': exportCollection,
  'environment.export': exportEnvironment,

  'sandbox.start': startSandbox,
  'sandbox.stop': stopSandbox,
  'sandbox.reset': resetSandbox,
  'sandbox.install': installSandbox,
};
