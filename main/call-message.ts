import { z } from 'zod';

/** A call as it comes through a front door, before `dispatch` looks at the operation and its input. */
export const callMessageSchema = z.strictObject({
  callId: z.string().min(1).max(128),
  operation: z.string().min(1).max(80),
  /** Judged by the operation's own schema. */
  input: z.unknown(),
});

/** A wish to cancel, as it comes through a front door. */
export const cancelMessageSchema = z.strictObject({ callId: z.string().min(1).max(128) });
