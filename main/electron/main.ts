import { runDesktop } from './run-desktop.ts';

// Not awaited: a top-level await would keep Electron from becoming ready.
runDesktop(process.argv);
