export { ConsoleButton } from './console-button.tsx';
export { ConsoleDock } from './console-dock.tsx';
