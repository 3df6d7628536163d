/** The layout's entry for where the response stands: `horizontal` is beside the request. */
export const orientationKey = 'requestSplit.orientation';
/** The layout's entry for a request that shows the strip of its parts only. */
export const foldedKey = 'requestSplit.folded';
