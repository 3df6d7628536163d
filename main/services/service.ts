import type { OperationName, OperationOutput, OperationParsedInput } from '../../core/contract.ts';
import type { AppContext } from '../app-context.ts';
import type { Cancellation } from '../cancellation.ts';

/** One call as a service sees it: cancelled by the caller, or when the door closes. Services stop within 200 ms. */
export interface CallContext extends Cancellation {
  callId: string;
  /** The same cancel as a signal, for who needs one. */
  readonly signal: AbortSignal;
  /** Whoever made it is gone; only a send goes on then, for a time. */
  readonly isLeft: boolean;
  /** Somebody else waits for it: it goes on without that limit. */
  stay(): void;
  cancel(): void;
}

/** One verb: the app's long-lived objects, the parsed input, the call. Throws `AppError` to refuse. */
export type Service<N extends OperationName> = (
  app: AppContext,
  input: OperationParsedInput<N>,
  call: CallContext,
) => Promise<OperationOutput<N>> | OperationOutput<N>;
