export { SandboxCard } from './sandbox-card.tsx';
export { isSandboxName } from './sandbox-slice.ts';
export { SandboxStatus } from './sandbox-status.tsx';
