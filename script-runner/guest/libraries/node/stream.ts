/** `sax`, below `xml2js`, has streams where there are any. */
export const Stream = undefined;
