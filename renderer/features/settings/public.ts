export { CertificateFactsList } from './certificate-facts-list.tsx';
export { SettingsPanel } from './settings-panel.tsx';
export { TrustDialog } from './trust-dialog.tsx';
