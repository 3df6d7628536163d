export { AnswerTools } from './answer-tools.tsx';
export { FollowLinkAction, jsonLinks } from './body-link.tsx';
export { HeaderValue } from './header-value.tsx';
export { LinkDialog } from './link-dialog.tsx';
export { LinkRemarks } from './link-remarks.tsx';
export { neighbourIn } from './links-slice.ts';
