import { z } from 'zod';
import { settingsSchema } from './settings.ts';

/** What a front door can do; the interface asks by name and never for the kind of window. */
export const capabilitiesSchema = z.object({
  /** Native file and folder pickers that give a path. */
  pickFiles: z.boolean(),
  /** `app.postern:` links come back to this app. */
  customScheme: z.boolean(),
  /** Where secrets are protected: the system's keychain, or by file permissions only. */
  secretProtection: z.enum(['keychain', 'filePermissions']),
  /** Files dropped on the window carry their path. */
  droppedPaths: z.boolean(),
  revealInFolder: z.boolean(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** How to get tokens from the sandbox org; like its API token, none of this opens anything else. */
export const sandboxSignInSchema = z.object({
  password: z.string(),
  webClientId: z.string(),
  webClientSecret: z.string(),
  nativeClientId: z.string(),
  serviceClientId: z.string(),
  dpopServiceClientId: z.string(),
});

/** The sandbox org: a pretend Okta org on loopback, run by Postern itself. */
export const sandboxStateSchema = z.object({
  status: z.enum(['stopped', 'starting', 'running', 'failed']),
  url: z.string().optional(),
  /** The static API token (`SSWS`) of this run. It opens nothing but the sandbox. */
  apiToken: z.string().optional(),
  /** `role`: the administrator role, for those who have one. */
  people: z.array(z.object({ name: z.string(), login: z.string(), role: z.string().optional() })),
  /** What OAuth takes in this run: everybody's password, and the clients. */
  signIn: sandboxSignInSchema.optional(),
  message: z.string().optional(),
});
export type SandboxState = z.infer<typeof sandboxStateSchema>;

/** What the window needs to start. */
export const appStateSchema = z.object({
  version: z.string(),
  /** `electron` or `web`, for the status bar and bug reports only. */
  door: z.string(),
  platform: z.string(),
  capabilities: capabilitiesSchema,
  workspace: z.object({ name: z.string(), path: z.string() }),
  profilePath: z.string(),
  settings: settingsSchema,
  sandbox: sandboxStateSchema,
});
export type AppState = z.infer<typeof appStateSchema>;
