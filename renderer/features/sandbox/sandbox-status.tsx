import { useStore } from '../../store/store.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Popover } from '../../ui/popover.tsx';
import { SandboxMark } from './sandbox-mark.tsx';

const SandboxCard = lazyPart(async () => (await import('./sandbox-card.tsx')).SandboxCard);

/** The status bar's word on the sandbox org, and the way to its card. */
export function SandboxStatus({ className }: { className: string | undefined }) {
  const busy = useStore((store) => store.sandbox.busy);
  const state = useStore((store) => store.sandbox.state?.status);
  const status = busy === 'starting' ? 'starting' : (state ?? 'stopped');
  return (
    <Popover
      label="Sandbox org"
      side="top"
      align="end"
      width={400}
      trigger={
        <button type="button" className={className}>
          <span data-extra>sandbox org: </span>
          <SandboxMark status={status} />
        </button>
      }
    >
      <SandboxCard />
    </Popover>
  );
}
