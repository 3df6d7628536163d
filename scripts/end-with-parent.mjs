/**
 * Ends this process when npm is ended. npm passes a signal on to the shell between it and this script, and that shell dies
 * without telling anybody; what is left to see is that the parent changed.
 */
export function endWithParent({ intervalMs = 200 } = {}) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, intervalMs);
  timer.unref();
}
