/**
 * Everything Postern can do: each operation with its input and output, each event with its payload. The Node side's
 * handlers and the window's typed `call()` derive from these two tables.
 *
 * Bodies do not ride in replies: see `body/<id>` and `upload` in ARCHITECTURE.md.
 */
import { z } from 'zod';
import { consoleEvents } from './contract/console.ts';
import { bodyEvents, bodyOperations } from './contract/bodies.ts';
import { cookieEvents, cookieOperations } from './contract/cookies.ts';
import { graphqlOperations } from './contract/graphql.ts';
import { historyEvents, historyOperations } from './contract/history.ts';
import { certificateEvents, certificateOperations } from './contract/certificate.ts';
import { previewOperations } from './contract/preview.ts';
import { privacyEvents, privacyOperations } from './contract/privacy.ts';
import { securityOperations } from './contract/security.ts';
import { workspaceEvents, workspaceOperations } from './contract/workspace.ts';
import { linkEvents, linkOperations } from './contract/links.ts';
import { oauthEvents, oauthOperations } from './contract/oauth.ts';
import { nothing, operation } from './contract/operation.ts';
import { itemsOperations } from './contract/items.ts';
import { exampleOperations } from './contract/examples.ts';
import { fileOperations } from './contract/files.ts';
import { gitEvents, gitOperations } from './contract/git.ts';
import { outgoingOperations, requestSourceSchema, roundSchema } from './contract/outgoing.ts';
import { scriptOperations } from './contract/scripts.ts';
import { leftSendOperations, sentSchema } from './contract/left-sends.ts';
import { scopeOperations } from './contract/scope.ts';
import { signOutOperations } from './contract/sign-out.ts';
import { valueEvents, valueOperations } from './contract/value.ts';
import { appStateSchema, sandboxStateSchema } from './app-state.ts';
import { requestSchema } from './http/request.ts';
import { bodyIdSchema, itemIdSchema, revisionSchema, undoIdSchema } from './ids.ts';
import {
  cleanupInputSchema,
  cleanupPreviewSchema,
  importReportSchema,
  importSourceSchema,
} from './import/report.ts';
import { savedSessionSchema, sessionSchema } from './session.ts';
import { settingsSchema } from './settings.ts';
import { variableSchema, variableScopeRefSchema } from './variables/variable.ts';
import { definitionRecordSchema, definitionSchema } from './workspace/definition.ts';
import { environmentSchema, environmentSummarySchema } from './workspace/environment.ts';
import { foundTextSchema } from './workspace/find-text.ts';
import { treeNodeSchema } from './workspace/tree-node.ts';
import { treeNodesSchema } from './workspace/tree-nodes.ts';

const byId = z.object({ id: itemIdSchema });
const undoable = z.object({ undoId: undoIdSchema });
const saved = z.object({ revision: revisionSchema });

export const operations = {
  'app.readState': operation(nothing, appStateSchema),
  /**
   * What a window shows first, in one call. `nodes` are those in sight with the containers open that the session has open;
   * absent where the tree takes longer or cannot be read, which `workspace.readTree` then says.
   */
  'app.readStart': operation(
    nothing,
    z.object({
      state: appStateSchema,
      session: sessionSchema,
      nodes: treeNodesSchema.optional(),
      /** The last starts all came to nothing, so the window opens on its settings. */
      isCareful: z.boolean().optional(),
    }),
  ),
  /** Opens an http(s) address in the system's browser. */
  'app.openLink': operation(z.object({ url: z.string() }), nothing),
  /** Shows the system's file picker; only where the capability `pickFiles` is. Cancelled: an empty list. */
  'app.pickFiles': operation(
    z.object({ title: z.string(), folders: z.boolean(), multiple: z.boolean() }),
    z.object({ paths: z.array(z.string()) }),
  ),
  ...fileOperations,
  /** Nothing is kept where edits were left out that are not known here: the window gives all of them then. */
  'session.save': operation(savedSessionSchema, z.object({ lacksDrafts: z.boolean().optional() })),
  'settings.read': operation(nothing, settingsSchema),
  'settings.save': operation(settingsSchema, settingsSchema),

  /** The whole tree as a flat list, parents before children. */
  'workspace.readTree': operation(nothing, z.object({ nodes: treeNodesSchema })),
  /** The items that hold a text in what they are made of, without regard to upper and lower case. */
  'workspace.findText': operation(
    z.object({ text: z.string().trim().min(1).max(200) }),
    z.object({ found: z.array(foundTextSchema), isCut: z.boolean() }),
  ),
  /** Takes back a delete, an import or a clean-up. */
  'workspace.undo': operation(undoable, nothing),

  /** Creates a collection (no parent), a folder or a request; `beforeId` places it, else it goes last. */
  'item.create': operation(
    z.object({
      kind: z.enum(['collection', 'folder', 'request']),
      parentId: itemIdSchema.optional(),
      name: z.string(),
      request: requestSchema.optional(),
    }),
    z.object({ node: treeNodeSchema }),
  ),
  'item.rename': operation(
    z.object({ id: itemIdSchema, name: z.string() }),
    z.object({ node: treeNodeSchema }),
  ),
  ...leftSendOperations,
  ...itemsOperations,

  'request.read': operation(
    byId,
    z.object({ id: itemIdSchema, name: z.string(), request: requestSchema, revision: revisionSchema }),
  ),
  /** Writes a request; refuses with ERR_WORKSPACE_CONFLICT when the file changed since `revision`. */
  'request.save': operation(
    z.object({
      id: itemIdSchema,
      request: requestSchema,
      revision: revisionSchema,
      overwrite: z.boolean().optional(),
    }),
    saved,
  ),
  /**
   * Sends a request: the draft given, or the stored one of `id`. Unresolved variables refuse with
   * ERR_VARIABLE_UNRESOLVED before anything leaves the machine.
   */
  'request.send': operation(
    // Somebody watches and can stop it: the time limit is over once a stream has begun.
    requestSourceSchema.extend({
      isWatched: z.boolean().optional(),
      round: roundSchema.optional(),
      /** The tab it is sent from, which takes it up again when its window was loaded anew. */
      tabKey: z.string().max(200).optional(),
    }),
    sentSchema,
  ),

  ...outgoingOperations,
  ...graphqlOperations,
  ...bodyOperations,

  'definition.read': operation(byId, definitionRecordSchema),
  'definition.save': operation(
    z.object({
      id: itemIdSchema,
      definition: definitionSchema,
      revision: revisionSchema,
      overwrite: z.boolean().optional(),
    }),
    saved,
  ),
  ...exampleOperations,

  'environment.list': operation(nothing, z.object({ environments: z.array(environmentSummarySchema) })),
  /** Reads an environment, or the globals under the id `globals`. Secret values are not in it. */
  'environment.read': operation(byId, environmentSchema),
  'environment.create': operation(
    z.object({ name: z.string(), variables: z.array(variableSchema).optional() }),
    environmentSchema,
  ),
  'environment.save': operation(
    z.object({
      id: itemIdSchema,
      name: z.string(),
      variables: z.array(variableSchema),
      revision: revisionSchema,
      overwrite: z.boolean().optional(),
    }),
    environmentSchema,
  ),
  'environment.duplicate': operation(byId, environmentSchema),
  'environment.delete': operation(byId, undoable),

  /** Sets the current value of one variable, adding the variable where it is new. */
  'variable.set': operation(
    z.object({ scope: variableScopeRefSchema, key: z.string().min(1), value: z.string() }),
    nothing,
  ),
  /** Gives the stored secret of one variable; only when the user asks to see it. */
  'variable.reveal': operation(
    z.object({ scope: variableScopeRefSchema, key: z.string() }),
    z.object({ value: z.string() }),
  ),

  'import.run': operation(
    z.object({
      sources: z.array(importSourceSchema).min(1),
      /** Also fetch from this computer and private networks; asked of the user first. */
      allowPrivateAddresses: z.boolean().optional(),
    }),
    importReportSchema,
  ),
  'import.previewCleanup': operation(cleanupInputSchema, cleanupPreviewSchema),
  'import.applyCleanup': operation(cleanupInputSchema, undoable),
  /** Writes a collection as Postman v2.1 JSON; the text is read from `body/<id>`. Secrets are blanked unless asked for. */
  'collection.export': operation(
    z.object({ id: itemIdSchema, format: z.enum(['postman-2.1']), includeSecrets: z.boolean().optional() }),
    z.object({
      bodyId: bodyIdSchema,
      sizeBytes: z.number().int(),
      fileName: z.string(),
      /** Where a secret was blanked. */
      blanked: z.array(z.string()),
    }),
  ),
  'environment.export': operation(
    z.object({ id: itemIdSchema, includeSecrets: z.boolean().optional() }),
    z.object({
      bodyId: bodyIdSchema,
      sizeBytes: z.number().int(),
      fileName: z.string(),
      blanked: z.array(z.string()),
    }),
  ),

  ...oauthOperations,
  ...historyOperations,
  ...cookieOperations,
  ...certificateOperations,
  ...securityOperations,
  ...privacyOperations,
  ...workspaceOperations,
  ...scriptOperations,
  ...scopeOperations,
  ...signOutOperations,
  ...valueOperations,
  ...linkOperations,
  ...previewOperations,
  ...gitOperations,

  'sandbox.start': operation(nothing, sandboxStateSchema),
  'sandbox.stop': operation(nothing, sandboxStateSchema),
  /** Puts the sandbox org's people, groups and apps back as they were seeded. */
  'sandbox.reset': operation(nothing, nothing),
  /** Adds the sandbox org's environment and collections to the workspace. */
  'sandbox.install': operation(nothing, importReportSchema),
} as const;

export const events = {
  /** The tree changed, by this window, another one, or somebody else's editor or Git. */
  'workspace.treeChanged': z.object({
    upserted: z.array(treeNodeSchema),
    removedIds: z.array(itemIdSchema),
    /** Items whose file changed on disk from outside; open tabs compare revisions. */
    externallyChangedIds: z.array(itemIdSchema),
  }),
  'environment.changed': z.object({ ids: z.array(itemIdSchema), external: z.boolean() }),
  ...oauthEvents,
  ...consoleEvents,
  ...historyEvents,
  ...cookieEvents,
  ...privacyEvents,
  ...certificateEvents,
  ...workspaceEvents,
  ...linkEvents,
  ...bodyEvents,
  ...valueEvents,
  ...gitEvents,
  'settings.changed': settingsSchema,
  'sandbox.changed': sandboxStateSchema,
  'request.progressed': z.object({
    callId: z.string(),
    phase: z.enum(['connecting', 'waiting', 'receiving']),
    /** As transferred. */
    receivedBytes: z.number().int(),
    /** After content decoding: so much can be read. */
    bodyBytes: z.number().int(),
  }),
  'import.progressed': z.object({
    callId: z.string(),
    done: z.number().int(),
    total: z.number().int(),
    label: z.string(),
  }),
} as const;

export type OperationName = keyof typeof operations;
/** What a caller gives: defaults may be left out. */
export type OperationInput<N extends OperationName> = z.input<(typeof operations)[N]['input']>;
/** What a service receives: parsed. */
export type OperationParsedInput<N extends OperationName> = z.output<(typeof operations)[N]['input']>;
export type OperationOutput<N extends OperationName> = z.output<(typeof operations)[N]['output']>;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
