/** Pages of a list are smaller; what is larger is a document, and looking for its next page would be felt. */
export const maxPageBytes = 2 * 1024 * 1024;

/** Of the address of a link, in characters. */
export const longestLink = 65_536;
