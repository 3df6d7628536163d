/** Whether the schema explorer is shown; kept with the layout of the window. */
export const explorerKey = 'graphql.explorer';
