import { readFileSync } from 'node:fs';

/**
 * The most memory this process held, in bytes. On Linux from its own address space: what `resourceUsage` gives there begins
 * with what the parent held when it started this process, which hides everything smaller.
 */
export function peakMemoryBytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024;
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error('The system does not tell the peak of the memory.');
  return Number(kilobytes) * 1024;
}
