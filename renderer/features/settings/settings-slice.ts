import type { OperationOutput } from '../../../core/contract.ts';
import { type AppErrorData, isAppError } from '../../../core/errors.ts';
import { type CertificateFacts, certificateIn } from '../../../core/http/certificate-facts.ts';
import type { AuthoritySummary, ClientCertificateSummary } from '../../../core/http/stored-certificate.ts';
import { withException } from '../../../core/http/tls-exception.ts';
import { call, upload } from '../../bridge/bridge.ts';
import type { ShortcutId } from '../../shortcuts.ts';
import type { SliceCreator, SliceTools } from '../../store/slice.ts';
import { type BackupActions, createBackupActions } from './backup-actions.ts';
import { createPrivacyActions, type PrivacyActions } from './privacy-actions.ts';

/** A certificate that was refused and that the person is asked about. */
export interface TrustQuestion {
  certificate: CertificateFacts;
  /** The system's name of what is wrong with it. */
  reason: string;
  /** The request that was refused; sent again once the certificate is trusted. */
  tabKey?: string;
}

/** A client certificate as it was filled in; the files go to the Node side unread. */
export interface ClientCertificateForm {
  host: string;
  port: number;
  certificate: File;
  key: File | undefined;
  passphrase: string;
}

export type SecurityFacts = OperationOutput<'security.readFacts'>;

export interface SettingsSlice extends PrivacyActions, BackupActions {
  certificates: { authorities: AuthoritySummary[]; clients: ClientCertificateSummary[] } | undefined;
  security: SecurityFacts | undefined;
  loadSecurity(): Promise<void>;
  /** Takes the permissions of all scripts and files back. */
  forgetConsents(): Promise<void>;
  trusting: TrustQuestion | undefined;
  /** The shortcut whose new keys are being pressed; none of them does anything meanwhile. */
  recording: ShortcutId | undefined;
  setRecording(id: ShortcutId | undefined): void;
  loadCertificates(): Promise<void>;
  addAuthority(file: File): Promise<void>;
  /** Gives what is wrong, or nothing where the certificate was kept. */
  addClient(form: ClientCertificateForm): Promise<string | undefined>;
  removeCertificate(id: string, name: string): Promise<void>;
  askTrust(question: TrustQuestion | undefined): void;
  /** Where a refusal was about a certificate: what asks whether to trust it. */
  trustOffer(details: AppErrorData['details']): (() => void) | undefined;
  /** Trusts the certificate in question for a while, and sends the request again that was refused for it. */
  trust(forMs: number): Promise<void>;
  removeException(at: { host: string; port: number }): Promise<void>;
}

type Tools = SliceTools<'settings'>;
type Part<K extends keyof SettingsSlice> = Pick<SettingsSlice, K>;

function securityActions({ set, get }: Tools): Part<'loadSecurity' | 'forgetConsents'> {
  return {
    async forgetConsents() {
      try {
        await call('security.forgetConsents', {});
        get().notices.show({ kind: 'success', text: 'No script, no file and no Git is allowed any more' });
        void get().git.lookAtRepository();
      } catch (error) {
        get().notices.showError(error);
      }
      await get().settings.loadSecurity();
    },
    async loadSecurity() {
      try {
        set({ security: await call('security.readFacts', {}) });
      } catch (error) {
        get().notices.showError(error);
      }
    },
  };
}

function certificateActions({
  set,
  get,
}: Tools): Part<'loadCertificates' | 'addAuthority' | 'addClient' | 'removeCertificate'> {
  return {
    async loadCertificates() {
      try {
        set({ certificates: await call('certificate.list', {}) });
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async addAuthority(file) {
      try {
        const { uploadId } = await upload(file);
        await call('certificate.addAuthority', { uploadId, name: file.name });
        await get().settings.loadCertificates();
      } catch (error) {
        get().notices.showError(error);
      }
    },
    async addClient({ host, port, certificate, key, passphrase }) {
      try {
        const { uploadId } = await upload(certificate);
        const keyUploadId = key === undefined ? undefined : (await upload(key)).uploadId;
        await call('certificate.addClient', { host, port, uploadId, keyUploadId, passphrase });
        await get().settings.loadCertificates();
        return undefined;
      } catch (error) {
        if (!isAppError(error)) throw error;
        return get().app.noteRefusal(error.code) ? 'Postern does not answer.' : error.message;
      }
    },
    async removeCertificate(id, name) {
      try {
        const { undoId } = await call('certificate.remove', { id });
        await get().settings.loadCertificates();
        get().notices.showDone({ text: `Removed “${name}”`, undoId });
      } catch (error) {
        get().notices.showError(error);
      }
    },
  };
}

function trustActions({ set, get }: Tools): Part<'askTrust' | 'trustOffer' | 'trust' | 'removeException'> {
  return {
    askTrust(question) {
      set({ trusting: question });
    },
    trustOffer(details) {
      const certificate = certificateIn(details);
      if (certificate === undefined) return undefined;
      const reason = typeof details?.['cause'] === 'string' ? details['cause'] : '';
      return () => set({ trusting: { certificate, reason } });
    },
    async trust(forMs) {
      const { trusting } = get().settings;
      const settings = get().app.state?.settings;
      if (trusting === undefined || settings === undefined) return;
      const { host, port, fingerprint256 } = trusting.certificate;
      const now = Date.now();
      const added = { host, port, fingerprint256, untilEpochMs: now + forMs, reason: trusting.reason };
      const exceptions = withException(settings.tls.exceptions, added, now);
      set({ trusting: undefined });
      if (!(await get().app.saveSettings({ ...settings, tls: { ...settings.tls, exceptions } }))) return;
      if (trusting.tabKey !== undefined) void get().responses.send(trusting.tabKey);
      else
        get().notices.show({
          kind: 'success',
          text: `The certificate of ${host}:${port} is trusted. Try again.`,
        });
    },
    async removeException({ host, port }) {
      const settings = get().app.state?.settings;
      if (settings === undefined) return;
      const exceptions = settings.tls.exceptions.filter((one) => one.host !== host || one.port !== port);
      await get().app.saveSettings({ ...settings, tls: { ...settings.tls, exceptions } });
    },
  };
}

export const createSettingsSlice: SliceCreator<'settings'> = (tools) => ({
  certificates: undefined,
  security: undefined,
  trusting: undefined,
  recording: undefined,
  setRecording(id) {
    tools.set({ recording: id });
  },
  ...createPrivacyActions(tools),
  ...securityActions(tools),
  ...createBackupActions(tools),
  ...certificateActions(tools),
  ...trustActions(tools),
});
