/** Texts that are certainly meant to be imported: cURL commands, JSON, and descriptions of APIs in YAML. */
const importable = /^(?:\$\s+)?curl\s|^[{[][^]*[}\]]$|^(?:openapi|swagger):/i;

/** Tells whether a text that was pasted onto the window, and into no field, is something to import. */
export function isImportable(text: string): boolean {
  return importable.test(text.trim());
}

/** Tells whether what is pasted belongs to what has the focus: a field, an editor, or something in a dialog. */
export function takesPaste(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const fields =
    'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"]';
  return target.closest(`${fields}, .monaco-editor, [role="dialog"], [role="alertdialog"]`) !== null;
}
