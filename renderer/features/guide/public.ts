export { readChoices } from './guide-choices.ts';
export { GuidePanel } from './lazy-guide-panel.ts';
