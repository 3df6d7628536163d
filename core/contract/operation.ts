import { z } from 'zod';

/** One line of the contract: what goes in, what comes out. */
export const operation = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  input,
  output,
});

export const nothing = z.object({});
