import { orgEnvironment } from '../../../core/variables/org-environment.ts';
import { call } from '../../bridge/bridge.ts';
import type { SliceCreator } from '../../store/slice.ts';

export interface WelcomeSlice {
  connecting: boolean;
  /** Makes an environment for the org at an address, uses it and opens it; false where it could not be made. */
  connectOrg(address: string): Promise<boolean>;
}

export const createWelcomeSlice: SliceCreator<'welcome'> = ({ set, get }) => ({
  connecting: false,
  async connectOrg(address) {
    if (get().welcome.connecting) return false;
    set({ connecting: true });
    try {
      const { id, name } = await call('environment.create', orgEnvironment(address));
      await get().environments.load();
      await get().environments.select(id);
      get().environments.open(id);
      get().notices.show({ kind: 'success', text: `“${name}” is the environment in use` });
      return true;
    } catch (error) {
      get().notices.showError(error);
      return false;
    } finally {
      set({ connecting: false });
    }
  },
});
