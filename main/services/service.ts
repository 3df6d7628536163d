import type { OperationName, OperationOutput, OperationParsedInput } from '../../core/contract.ts';
import type { AppContext } from '../app-context.ts';

/** One call as a service sees it. */
export interface CallContext {
  callId: string;
  /** Aborted when the caller cancels or the door closes. Services stop within 200 ms. */
  signal: AbortSignal;
}

/** One verb: the app's long-lived objects, the parsed input, the call. Throws `AppError` to refuse. */
export type Service<N extends OperationName> = (
  app: AppContext,
  input: OperationParsedInput<N>,
  call: CallContext,
) => Promise<OperationOutput<N>> | OperationOutput<N>;
