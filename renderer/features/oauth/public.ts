export { AnswerExplanation } from './answer-explanation.tsx';
export { AssertionDialog } from './assertion-dialog.tsx';
export { KeyChooser } from './key-chooser.tsx';
export { KeyDialog } from './key-dialog.tsx';
export { KeysPanel } from './keys-panel.tsx';
export { OAuth2Form } from './oauth2-form.tsx';
export { ScopeGapNotice } from './scope-gap-notice.tsx';
export { TokenFlowDialog } from './token-flow-dialog.tsx';
