import { useEffect } from 'react';
import { ImportDropTarget } from '../features/imports/public.ts';
import { NoticeRegion } from '../features/notices/public.ts';
import { useStore } from '../store/store.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Layout } from './layout.tsx';
import { StartFailure, StartScreen } from './start-screen.tsx';
import { useNewAddress } from './use-new-address.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useAppearance } from './use-appearance.ts';
import { useTheme } from './use-theme.ts';
import { useWindowKeeping } from './use-window-keeping.ts';

const AppDialogs = lazyPart(async () => (await import('./app-dialogs.tsx')).AppDialogs);

/** The whole window. */
export function App() {
  const status = useStore((state) => state.app.status);
  useTheme();
  useAppearance();
  useNewAddress();
  return (
    <ErrorBoundary what="The window">
      {status === 'starting' ? <StartScreen /> : null}
      {status === 'failed' ? <StartFailure /> : null}
      {status === 'ready' ? <Window /> : null}
    </ErrorBoundary>
  );
}

/** What is there once the Node side has answered. */
function Window() {
  useShortcuts();
  useWindowKeeping();
  useEffect(() => void useStore.getState().app.readRest(), []);
  return (
    <>
      <Layout />
      <ErrorBoundary what="The dialogs">
        <AppDialogs />
      </ErrorBoundary>
      <ImportDropTarget />
      <NoticeRegion />
    </>
  );
}
