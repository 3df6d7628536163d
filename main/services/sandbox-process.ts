import type { SandboxState } from '../../core/app-state.ts';
import type { JsonValue } from '../../core/json-value.ts';

/** The sandbox org as a child process of Postern. */
export interface SandboxProcess {
  readState(): SandboxState;
  /** @throws AppError ERR_SANDBOX_START_FAILED */
  start(): Promise<SandboxState>;
  stop(): Promise<SandboxState>;
  /** @throws AppError ERR_SANDBOX_NOT_RUNNING */
  reset(): Promise<void>;
  /** Its environment and collections, in Postman's formats, filled for this run. */
  material(): { environment: JsonValue; collections: JsonValue[] } | undefined;
}
