/** Writes a text as Markdown that shows it as it is: no link, no picture, no mark-up comes of it. */
export function plainMarkdown(text: string): string {
  return text
    .replaceAll(/[!-/:-@[-`{-~]/g, '\\$&')
    .replaceAll(/^[ \t]+/gm, '')
    .replaceAll(/(?<!\n)\r?\n(?!\r?\n)/g, '  \n');
}
