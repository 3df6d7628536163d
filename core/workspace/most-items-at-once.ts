/** How many items one step may move, copy or delete: the folder they are in is the better way for more. */
export const mostItemsAtOnce = 200;
