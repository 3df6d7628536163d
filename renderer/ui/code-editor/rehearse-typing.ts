import { createEditor, createModel } from './monaco-options.ts';

const sample = '{ "a": [1] }';
let hasRehearsed = false;

/** The next moment in which nobody waits for the page. */
function whenIdle(step: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(() => step(), { timeout: 40 });
  else setTimeout(step, 50);
}

/**
 * Types a few letters into an editor that nobody sees, once, a letter in each idle moment: what runs with a key is a large part
 * of Monaco, and the first keys would wait for the browser to translate it.
 */
export function rehearseTyping(): void {
  if (hasRehearsed) return;
  hasRehearsed = true;
  whenIdle(() => {
    const host = document.createElement('div');
    host.inert = true;
    host.style.cssText =
      'position:fixed;top:0;left:0;width:400px;height:80px;visibility:hidden;contain:strict';
    document.body.append(host);
    const unseen = createEditor(host, { ariaLabel: '' });
    const model = createModel('', 'json');
    unseen.setModel(model);
    let at = 0;
    const step = () => {
      unseen.trigger('keyboard', 'type', { text: sample[at] });
      at += 1;
      if (at < sample.length) {
        whenIdle(step);
        return;
      }
      unseen.dispose();
      model.dispose();
      host.remove();
    };
    whenIdle(step);
  });
}
