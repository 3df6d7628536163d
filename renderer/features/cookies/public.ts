export { CookiesButton } from './cookies-button.tsx';
export { CookiesDialog } from './cookies-dialog.tsx';
