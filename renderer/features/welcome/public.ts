export { WelcomePanel } from './welcome-panel.tsx';
