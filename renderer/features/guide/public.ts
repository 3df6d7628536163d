export { readChoices } from './guide-choices.ts';
export { GuidePanel } from './guide-panel.tsx';
