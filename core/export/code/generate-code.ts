import { z } from 'zod';
import type { CodeRequest } from './code-request.ts';
import { csharpCode } from './csharp.ts';
import { curlCommand, curlForCmd } from './curl.ts';
import { goCode } from './go.ts';
import { javaCode } from './java.ts';
import { fetchCode } from './javascript.ts';
import { powershellCode } from './powershell.ts';
import { requestsCode } from './python.ts';

/** What a request can be written as. */
export const codeTargetSchema = z.enum([
  'curl',
  'curl-cmd',
  'javascript',
  'python',
  'go',
  'java',
  'csharp',
  'powershell',
]);
export type CodeTarget = z.infer<typeof codeTargetSchema>;

interface Target {
  label: string;
  /** Starts a comment; `undefined` where a comment would break what is pasted. */
  comment: string | undefined;
  generate(request: CodeRequest): string;
}

/** The targets, in the order they are offered. */
export const codeTargets: Readonly<Record<CodeTarget, Target>> = {
  curl: { label: 'cURL', comment: '#', generate: curlCommand },
  'curl-cmd': { label: 'cURL (Windows cmd)', comment: undefined, generate: curlForCmd },
  javascript: { label: 'JavaScript (fetch)', comment: '//', generate: fetchCode },
  python: { label: 'Python (requests)', comment: '#', generate: requestsCode },
  go: { label: 'Go (net/http)', comment: '//', generate: goCode },
  java: { label: 'Java (java.net.http)', comment: '//', generate: javaCode },
  csharp: { label: 'C# (HttpClient)', comment: '//', generate: csharpCode },
  powershell: { label: 'PowerShell', comment: '#', generate: powershellCode },
};

/** One line, and no backslash: a Java compiler reads `\\u000a` as a line break even in a comment. */
function commentText(remark: string): string {
  return remark.replace(/[\s\\]+/g, ' ');
}

/** Writes a request as code, with remarks as comments in front. */
export function generateCode(
  target: CodeTarget,
  request: CodeRequest,
  remarks: readonly string[] = [],
): string {
  const { comment, generate } = codeTargets[target];
  const lines = comment === undefined ? [] : remarks.map((remark) => `${comment} ${commentText(remark)}`);
  return [...lines, generate(request)].join('\n');
}
