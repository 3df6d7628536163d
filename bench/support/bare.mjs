/** A child process that does nothing: what a process of Node holds anyway. */
import { peakMemoryBytes } from './peak-memory.mjs';

process.send({ peakBytes: peakMemoryBytes() });
