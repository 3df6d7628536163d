import { callAhead } from './bridge/bridge.ts';

// Asked for before the rest of the program is there to wait for it.
callAhead('app.readStart');
import('./window.tsx').catch(() => {
  const root = document.querySelector('#root');
  if (root !== null)
    root.textContent = 'Postern could not load. Start it again, then open the address it prints.';
});
