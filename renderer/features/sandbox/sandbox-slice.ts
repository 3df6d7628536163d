import type { SandboxState } from '../../../core/app-state.ts';
import type { SliceCreator } from '../../store/slice.ts';

export interface SandboxSlice {
  state: SandboxState | undefined;
  /** Starts the org and, where asked, adds its environment and collections and selects the environment. */
  start(options: { install: boolean }): Promise<void>;
  stop(): Promise<void>;
  reset(): Promise<void>;
}

export const createSandboxSlice: SliceCreator<'sandbox'> = () => ({
  state: undefined,
  async start() {},
  async stop() {},
  async reset() {},
});
