import { formatJson } from '../../../../core/json-lines.ts';
import { compareLines } from './compare-lines.ts';
import type { ComparedTexts } from './use-comparison.ts';

function pretty({ text, isJson }: ComparedTexts['left']): string {
  return isJson ? formatJson(text) : text;
}

// Inside a worker `self` is its end of the pipe; the DOM library types it as a window.
self.addEventListener('message', ({ data }: MessageEvent<ComparedTexts>) => {
  self.postMessage({ comparison: compareLines(pretty(data.left), pretty(data.right)) }, {});
});
