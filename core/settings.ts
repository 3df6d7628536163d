import { z } from 'zod';
import { tlsExceptionSchema } from './http/tls-exception.ts';

/** Settings of the app, one file per profile. Every field has a default, so `parse({})` gives the initial settings. */
export const settingsSchema = z.object({
  request: z
    .object({
      /** Whole exchange, redirects included; 0 = no limit. */
      timeoutMs: z.number().int().min(0).max(86_400_000).default(60_000),
      followRedirects: z.boolean().default(true),
      maxRedirects: z.number().int().min(0).max(100).default(10),
      verifyTls: z.boolean().default(true),
      /** Most bytes of a decoded response body that are kept. */
      maxResponseBytes: z
        .number()
        .int()
        .min(1_024)
        .max(64 * 1024 ** 3)
        .default(2 * 1024 ** 3),
    })
    .prefault({}),
  proxy: z
    .object({
      mode: z.enum(['environment', 'none', 'custom']).default('environment'),
      /** `http://`, `https://` or `socks5://`; used in mode `custom`. */
      url: z.string().default(''),
      /** Comma-separated hosts that are reached directly, as in NO_PROXY. */
      bypass: z.string().default(''),
    })
    .prefault({}),
  headers: z
    .object({
      /** "Retain headers when clicking on links". */
      retainOnLinks: z.boolean().default(true),
    })
    .prefault({}),
  history: z
    .object({
      enabled: z.boolean().default(true),
      keepDays: z.number().int().min(1).max(3_650).default(30),
      keepEntries: z.number().int().min(1).max(10_000).default(1_000),
      /** Keep the beginning of answers' bodies too. */
      keepAnswers: z.boolean().default(true),
    })
    .prefault({}),
  snapshots: z
    .object({
      /** Copy the workspace into the profile once a day while it changes. */
      enabled: z.boolean().default(true),
    })
    .prefault({}),
  tls: z
    .object({
      /** Certificates that are accepted although their verification fails. */
      exceptions: z.array(tlsExceptionSchema).max(200).default([]),
    })
    .prefault({}),
  appearance: z
    .object({
      theme: z.enum(['system', 'light', 'dark', 'contrast']).default('system'),
      /** In percent of the usual size. */
      zoom: z.number().int().min(50).max(300).default(100),
      density: z.enum(['compact', 'normal']).default('normal'),
      /** In pixels. */
      editorFontSize: z.number().int().min(9).max(28).default(12),
      /** A family installed on this machine; empty: the one that comes with Postern. */
      editorFont: z.string().max(200).default(''),
    })
    .prefault({}),
  /** The keys chosen for shortcuts, by the name of the shortcut; the others have their first ones. An empty list: none. */
  shortcuts: z.record(z.string(), z.array(z.string().max(60)).max(4)).default({}),
});
export type Settings = z.infer<typeof settingsSchema>;
