/** React's way in, beside React itself in one file of the bundle: errors that it makes as it loads then trace no others. */
export { createRoot } from 'react-dom/client';
