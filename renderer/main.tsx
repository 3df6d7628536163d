import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './content-policy.ts';
import './styles/global.css';
import { App } from './app/app.tsx';

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
