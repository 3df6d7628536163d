export { SandboxCard } from './sandbox-card.tsx';
export { SandboxStatus } from './sandbox-status.tsx';
