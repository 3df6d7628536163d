/** A child process that does nothing: what a process of Node holds anyway. */
process.send({ peakBytes: process.resourceUsage().maxRSS * 1024 });
