/** The layout's entry for where the response stands: `horizontal` is beside the request. */
export const orientationKey = 'requestSplit.orientation';
/** The layout's entry that says whether the docs stand beside the request. */
export const docsPaneKey = 'docsPane';
/** The layout's entry for a request that shows the strip of its parts only. */
export const foldedKey = 'requestSplit.folded';
