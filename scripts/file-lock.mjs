import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { projectRoot } from './project-root.mjs';
import { say } from './stage-log.mjs';

const waitLimitMs = 15 * 60_000;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault.code === 'EPERM';
  }
}

function readOwner(lockPath) {
  try {
    return Number(readFileSync(lockPath, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Takes over the lock of a process that is gone; by rename, so that only one of several waiters succeeds. */
function dropStale(lockPath, owner) {
  const aside = `${lockPath}.${process.pid}`;
  try {
    renameSync(lockPath, aside);
    if (readOwner(aside) !== owner) renameSync(aside, lockPath);
    else rmSync(aside);
  } catch {
    // Another waiter was faster.
  }
}

/**
 * Runs `work` while no other Postern script in this folder runs the same kind of work. Two commands started at once wait
 * for each other instead of installing or building twice. `quiet` waits without a word.
 */
export async function withLock(name, work, { quiet = false, folder = path.join(projectRoot, 'out') } = {}) {
  mkdirSync(folder, { recursive: true });
  const lockPath = path.join(folder, `.${name}.lock`);
  const deadline = Date.now() + waitLimitMs;
  let told = quiet;
  for (;;) {
    try {
      writeFileSync(lockPath, String(process.pid), { flag: 'wx' });
      break;
    } catch (fault) {
      if (fault.code !== 'EEXIST') throw fault;
    }
    const owner = readOwner(lockPath);
    if (owner && !isAlive(owner)) dropStale(lockPath, owner);
    else if (Date.now() > deadline)
      throw new Error(`Waited 15 minutes for ${lockPath}. Delete it if nothing runs.`);
    else {
      if (!told)
        say(`Another Postern command (process ${owner}) is busy with the same step; waiting for it.`);
      told = true;
      await delay(150);
    }
  }
  try {
    return await work();
  } finally {
    if (readOwner(lockPath) === process.pid) rmSync(lockPath, { force: true });
  }
}
