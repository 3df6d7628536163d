import type { GitCommit } from '../contract/git.ts';

/** What {@link parseLog} reads: name, author, time and subject of each commit, with `-z`. */
export const logFormat = '%H%x00%an%x00%at%x00%s';

const longestAuthor = 200;
const longestSubject = 500;
/** The last moment that a Date can hold; anybody can write any number into a commit. */
const lastEpochMs = 8.64e15;

/** Reads what `git log -z` writes in {@link logFormat}. */
export function parseLog(text: string): GitCommit[] {
  const fields = text.split('\0');
  const commits: GitCommit[] = [];
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const [commit = '', author = '', seconds = '', subject = ''] = fields.slice(at, at + 4);
    const epochMs = Number(seconds) * 1_000;
    commits.push({
      commit,
      author: author.slice(0, longestAuthor),
      authoredAtEpochMs: Number.isFinite(epochMs) ? Math.max(0, Math.min(epochMs, lastEpochMs)) : 0,
      subject: subject.slice(0, longestSubject),
    });
  }
  return commits;
}
