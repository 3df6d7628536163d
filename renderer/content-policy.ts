/** Makes the window fit for its content policy (main/window-policy.ts). Imported before everything that could offend it. */

/** The part of the Trusted Types API that is used here; the compiler's DOM library does not have it yet. */
interface PolicyFactory {
  createPolicy<R extends object>(name: string, rules: R): R;
}

// Firefox and Safari came late to it: without it the content policy alone holds.
const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;

// The window's own code never makes markup or scripts of texts. What is left are libraries that set the text of a style
// element, and workers and chunks, which come from where the window came from.
factory?.createPolicy('default', {
  createHTML(text: string) {
    if (text.includes('<')) throw new TypeError('Texts do not become markup.');
    return text;
  },
  createScriptURL(address: string) {
    const { protocol, host } = new URL(address, document.baseURI);
    if (protocol === location.protocol && host === location.host) return address;
    throw new TypeError('Only scripts of this window are loaded.');
  },
});

const previews = factory?.createPolicy('postern-preview', { createHTML: (html: string) => html });

/**
 * Lets a document of somebody else into `srcDoc`, or into a parser. For frames with an empty `sandbox`, which have no scripts,
 * no origin and no forms, and for documents that are never shown.
 */
export function trustSandboxedDocument(html: string): string {
  // A TrustedHTML object, which React hands on as it is.
  return previews === undefined ? html : previews.createHTML(html);
}
