import { z } from 'zod';
import { requestSchema } from './http/request.ts';
import { itemIdSchema, revisionSchema } from './ids.ts';
import { definitionSchema } from './workspace/definition.ts';
import { variableSchema } from './variables/variable.ts';
import { environmentSchema } from './workspace/environment.ts';

/** What is edited of a collection or folder; its name is changed by renaming the item. */
export const definitionDraftSchema = definitionSchema.omit({ name: true });
export type DefinitionDraft = z.infer<typeof definitionDraftSchema>;

/** What is edited of an environment. */
export const environmentDraftSchema = environmentSchema.pick({ name: true, variables: true });
export type EnvironmentDraft = z.infer<typeof environmentDraftSchema>;

/**
 * Edits of variables as a session keeps them. Not where values come from: a session file travels with a backup, and only
 * what the user types and saves may name a command.
 */
const keptVariablesSchema = z.array(variableSchema.omit({ source: true }));

/** What is open in the window, kept in the profile so that a restart or a crash loses nothing. */
export const sessionSchema = z.object({
  tabs: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['request', 'collection', 'environment', 'settings', 'example', 'history', 'run']),
      /** Absent for a request that was never saved. */
      itemId: itemIdSchema.optional(),
      title: z.string(),
      /** Replaced by the next item that is looked at. */
      preview: z.boolean().optional(),
      pinned: z.boolean().optional(),
      /** Unsaved edits: of a request, of a collection or folder, of an environment. At most one of them. */
      draft: requestSchema.optional(),
      definitionDraft: definitionDraftSchema.extend({ variables: keptVariablesSchema }).optional(),
      environmentDraft: environmentDraftSchema.extend({ variables: keptVariablesSchema }).optional(),
      /** The revision the draft started from. */
      baseRevision: revisionSchema.optional(),
    }),
  ),
  activeTab: z.string().optional(),
  selectedEnvironmentId: itemIdSchema.optional(),
  expanded: z.array(itemIdSchema),
  layout: z.record(z.string(), z.json()),
});
export type Session = z.infer<typeof sessionSchema>;

const savedTabSchema = sessionSchema.shape.tabs.element.extend({
  /** Counts what the window gave as edits: names them where a later save leaves them out. */
  draftVersion: z.number().int().min(0).optional(),
  /** The edits are the ones of that version, given before. */
  isDraftKept: z.boolean().optional(),
});

/** A session as a window gives it; edits that only another window has are kept beside it. */
export const savedSessionSchema = sessionSchema.extend({
  tabs: z.array(savedTabSchema),
  /** Names the window for as long as its page lives. */
  windowId: z.string().max(64).optional(),
  /** It is what a page left behind that went away in order, and was loaded anew. */
  isHandover: z.boolean().optional(),
});
export type SavedSession = z.infer<typeof savedSessionSchema>;
export type SessionTab = Session['tabs'][number];

/** Unsaved edits as the session keeps them. */
export type SessionDraft = Pick<
  SessionTab,
  'draft' | 'definitionDraft' | 'environmentDraft' | 'baseRevision'
>;

/** Tells whether a tab holds edits that were not saved. */
export function hasDraft({ draft, definitionDraft, environmentDraft }: SessionDraft): boolean {
  return draft !== undefined || definitionDraft !== undefined || environmentDraft !== undefined;
}

/** Gives the edits of a tab alone. */
export function draftOfTab(tab: SessionDraft): SessionDraft {
  const { draft, definitionDraft, environmentDraft, baseRevision } = tab;
  return {
    ...(draft === undefined ? {} : { draft }),
    ...(definitionDraft === undefined ? {} : { definitionDraft }),
    ...(environmentDraft === undefined ? {} : { environmentDraft }),
    ...(baseRevision === undefined ? {} : { baseRevision }),
  };
}

/** Gives a tab without its edits. */
export function withoutDraft(tab: SessionTab): SessionTab {
  const {
    draft: _draft,
    definitionDraft: _definition,
    environmentDraft: _environment,
    baseRevision: _base,
    ...rest
  } = tab;
  return rest;
}
