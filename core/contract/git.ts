import { z } from 'zod';
import { gitChangeSchema, gitPathSchema } from '../git/git-change.ts';
import { gitHeadSchema } from '../git/git-head.ts';
import { undoIdSchema } from '../ids.ts';
import { nothing, operation } from './operation.ts';

const repositorySchema = z.object({
  /** The top folder. */
  path: z.string(),
  head: gitHeadSchema,
  /** Somebody pressed Use Git here. */
  isAllowed: z.boolean(),
  /** A merge, rebase or the like that waits to be finished. */
  underWay: z.enum(['merge', 'rebase', 'cherry-pick', 'revert']).optional(),
});
export type GitRepository = z.infer<typeof repositorySchema>;

const remoteSchema = z.object({
  name: z.string(),
  /** Credentials in it are masked. */
  address: z.string(),
});
export type GitRemote = z.infer<typeof remoteSchema>;

const statusSchema = z.object({
  /** Absent where no branch is checked out. */
  branch: z.string().optional(),
  /** The last commit; absent before the first. */
  commit: z.string().optional(),
  /** The branch of a remote that this one follows, such as `origin/main`. */
  upstream: z.string().optional(),
  /** Commits that only this side, and only the other side has, as of the last fetch. */
  ahead: z.number().int().optional(),
  behind: z.number().int().optional(),
  remotes: z.array(remoteSchema),
  changes: z.array(gitChangeSchema),
  /** There are more changes than are listed. */
  isCut: z.boolean(),
});
export type GitStatus = z.infer<typeof statusSchema>;

const branchSchema = z.object({
  /** Of one on a remote with the name of that, such as `origin/main`. */
  name: z.string(),
  isRemote: z.boolean(),
  isCurrent: z.boolean(),
});
export type GitBranch = z.infer<typeof branchSchema>;

/** The whole name of a commit. */
const commitNameSchema = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);

const commitSchema = z.object({
  commit: commitNameSchema,
  author: z.string(),
  authoredAtEpochMs: z.number().int(),
  /** The first line of its message. */
  subject: z.string(),
});
export type GitCommit = z.infer<typeof commitSchema>;

const paths = z.array(gitPathSchema).min(1).max(20_000);
const branchName = z.string().max(250);

/** One side of a change. */
const sideSchema = z.object({
  text: z.string(),
  /** It is no text, or too large to be shown; `text` is empty then. */
  hidden: z.enum(['binary', 'large', 'link']).optional(),
});

const secretsFoundSchema = z.object({
  /** By file, the names of what was found in it; never a value. */
  found: z.array(z.object({ path: gitPathSchema, names: z.array(z.string()) })),
  /** Files too large to be looked through. */
  uncheckedPaths: z.array(gitPathSchema),
  /** Secrets that cannot be decrypted now, so that nobody knows whether they stand there. */
  uncheckedSecrets: z.number().int(),
});
export type GitSecretsFound = z.infer<typeof secretsFoundSchema>;

/**
 * Operations on the Git repository that the workspace stands in. All but `git.readRepository`, `git.allow` and `git.forget`
 * start the system's Git, and refuse with ERR_GIT_NOT_ALLOWED before somebody allowed that.
 */
export const gitOperations = {
  /** Looks for the repository and what it has checked out; starts no program. */
  'git.readRepository': operation(nothing, z.object({ repository: repositorySchema.optional() })),
  /** Lets Postern start Git in the repository at this path from now on. */
  'git.allow': operation(z.object({ path: z.string() }), nothing),
  'git.forget': operation(nothing, nothing),
  /** What is otherwise than in the last commit, in the workspace's folder only. */
  'git.readStatus': operation(nothing, statusSchema),
  /** A file in the last commit and now, or before `commit` and in it; a side is absent where there is none. */
  'git.readChange': operation(
    z.object({ path: gitPathSchema, oldPath: gitPathSchema.optional(), commit: commitNameSchema.optional() }),
    z.object({ before: sideSchema.optional(), after: sideSchema.optional() }),
  ),
  /** The last commits that changed something in the workspace's folder, the newest first. */
  'git.listCommits': operation(nothing, z.object({ commits: z.array(commitSchema), isCut: z.boolean() })),
  /** What a commit changed in the workspace's folder, as seen from its first parent. */
  'git.readCommit': operation(
    z.object({ commit: commitNameSchema }),
    z.object({ changes: z.array(gitChangeSchema), isCut: z.boolean() }),
  ),
  /** Puts files back as they are in the last commit; new ones are taken away. */
  'git.discard': operation(z.object({ paths }), z.object({ undoId: undoIdSchema })),
  /** Commits these files as they are. Where secrets of this profile stand in them, nothing is done unless `allowSecrets`. */
  'git.commit': operation(
    z.object({
      paths,
      message: z.string().trim().min(1).max(10_000),
      allowSecrets: z.boolean().optional(),
    }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('committed'), commit: z.string() }),
      z.object({ kind: z.literal('secrets') }).extend(secretsFoundSchema.shape),
    ]),
  ),
  'git.listBranches': operation(nothing, z.object({ branches: z.array(branchSchema), isCut: z.boolean() })),
  /** Switches to a branch; to one of a remote by making a branch here that follows it. */
  'git.switchBranch': operation(z.object({ name: branchName, isRemote: z.boolean() }), nothing),
  /** Makes a branch of what is checked out and switches to it. */
  'git.createBranch': operation(z.object({ name: branchName }), nothing),
  'git.fetch': operation(nothing, nothing),
  /** Fetches, and moves the branch ahead to the one it follows; refuses where that takes a merge. */
  'git.pull': operation(nothing, z.object({ commits: z.number().int() })),
  /** Pushes the current branch to the one it follows; `publishTo` names a remote to make that one on. */
  'git.push': operation(z.object({ publishTo: z.string().min(1).max(200).optional() }), nothing),
};

export const gitEvents = {
  'git.progressed': z.object({
    callId: z.string(),
    label: z.string(),
    /** From 0 to 1. */
    fraction: z.number().optional(),
  }),
};
