import './content-policy.ts';
import { StrictMode } from 'react';
import './styles/global.css';
import { App } from './app/app.tsx';
import { createRoot } from './react-root.ts';
import { useStore } from './store/store.ts';

/** How long nothing is shown, not even that Postern is starting. */
const quietMs = 80;

async function show(root: Element): Promise<void> {
  const { start } = useStore.getState().app;
  await Promise.race([start(), new Promise((resolve) => void setTimeout(resolve, quietMs))]);
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

const root = document.querySelector('#root');
if (root !== null) void show(root);
