import { z } from 'zod';

/** What a token flow is doing, in order; not every flow takes every step. */
export const flowProgressSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('preparing') }),
  /** The browser was asked to open this address; the flow waits for the redirect. */
  z.object({
    step: z.literal('waitingForBrowser'),
    authorizationUrl: z.string(),
    redirectUri: z.string(),
    /** `loopback`: Postern listens; `customScheme`: the system brings it; `paste`: the user pastes the address. */
    redirect: z.enum(['loopback', 'customScheme', 'paste']),
    expiresAtEpochMs: z.number(),
  }),
  /** Device Authorization: the user goes to the address and types the code (RFC 8628 section 3.3). */
  z.object({
    step: z.literal('waitingForDevice'),
    userCode: z.string(),
    verificationUri: z.string(),
    verificationUriComplete: z.string().optional(),
    expiresAtEpochMs: z.number(),
  }),
  /** CIBA: the server asks somebody for approval on a device of theirs. */
  z.object({
    step: z.literal('waitingForApproval'),
    who: z.string(),
    bindingMessage: z.string(),
    expiresAtEpochMs: z.number(),
  }),
  z.object({ step: z.literal('requestingToken'), remark: z.string().optional() }),
]);
export type FlowProgress = z.infer<typeof flowProgressSchema>;
