import type { Handlers } from './dispatch.ts';
import { addAuthority } from './services/add-authority.ts';
import { addClientCertificate } from './services/add-client-certificate.ts';
import { addToken } from './services/add-token.ts';
import { allowFiles } from './services/allow-files.ts';
import { allowGit } from './services/allow-git.ts';
import { allowScripts } from './services/allow-scripts.ts';
import { applyCleanup } from './services/apply-cleanup.ts';
import { checkRedirect } from './services/check-redirect.ts';
import { clearBodies } from './services/clear-bodies.ts';
import { clearExpiredTokens } from './services/clear-expired-tokens.ts';
import { clearHistory } from './services/clear-history.ts';
import { collectPages } from './services/collect-pages.ts';
import { commitGitChanges } from './services/commit-git-changes.ts';
import { compareKey } from './services/compare-key.ts';
import { createBackup } from './services/create-backup.ts';
import { createBranch } from './services/create-branch.ts';
import { createEnvironment } from './services/create-environment.ts';
import { createItem } from './services/create-item.ts';
import { decodeToken } from './services/decode-token.ts';
import { deleteCookies } from './services/delete-cookies.ts';
import { deleteEnvironment } from './services/delete-environment.ts';
import { deleteExample } from './services/delete-example.ts';
import { deleteHistory } from './services/delete-history.ts';
import { deleteItems } from './services/delete-items.ts';
import { deleteKeptFiles } from './services/delete-kept-files.ts';
import { deleteKey } from './services/delete-key.ts';
import { deleteToken } from './services/delete-token.ts';
import { discoverServer } from './services/discover-server.ts';
import { discardGitChanges } from './services/discard-git-changes.ts';
import { duplicateEnvironment } from './services/duplicate-environment.ts';
import { duplicateItems } from './services/duplicate-items.ts';
import { explainAnswer } from './services/explain-answer.ts';
import { exportCollection } from './services/export-collection.ts';
import { exportEnvironment } from './services/export-environment.ts';
import { exportPublicKey } from './services/export-public-key.ts';
import { fetchRemote } from './services/fetch-remote.ts';
import { findLastSend } from './services/find-last-send.ts';
import { findNextPage } from './services/find-next-page.ts';
import { generateRequestCode } from './services/generate-request-code.ts';
import { findGraphqlSchema } from './services/find-graphql-schema.ts';
import { forbidScripts } from './services/forbid-scripts.ts';
import { findText } from './services/find-text.ts';
import { followAnswerLink } from './services/follow-answer-link.ts';
import { forgetConsents } from './services/forget-consents.ts';
import { forgetValue } from './services/forget-value.ts';
import { forgetGraphqlSchema } from './services/forget-graphql-schema.ts';
import { forgetGit } from './services/forget-git.ts';
import { generateKey } from './services/generate-key.ts';
import { getGraphqlSchema } from './services/get-graphql-schema.ts';
import { getToken } from './services/get-token.ts';
import { getValue } from './services/get-value.ts';
import { giveValues } from './services/give-values.ts';
import { importCookie } from './services/import-cookie.ts';
import { importKey } from './services/import-key.ts';
import { installSandbox } from './services/install-sandbox.ts';
import { introspectToken } from './services/introspect-token.ts';
import { keepFile } from './services/keep-file.ts';
import { listBranches } from './services/list-branches.ts';
import { listCommits } from './services/list-commits.ts';
import { listCookies } from './services/list-cookies.ts';
import { listCertificates } from './services/list-certificates.ts';
import { listEnvironments } from './services/list-environments.ts';
import { saveExample } from './services/save-example.ts';
import { listExamples } from './services/list-examples.ts';
import { listHistory } from './services/list-history.ts';
import { listLeftSends } from './services/list-left-sends.ts';
import { listKeys } from './services/list-keys.ts';
import { listRecentWorkspaces } from './services/list-recent-workspaces.ts';
import { listNeededScopes } from './services/list-needed-scopes.ts';
import { listSnapshots } from './services/list-snapshots.ts';
import { listTokens } from './services/list-tokens.ts';
import { listValues } from './services/list-values.ts';
import { measureStorage } from './services/measure-storage.ts';
import { moveItems } from './services/move-items.ts';
import { loadGraphqlSchema } from './services/load-graphql-schema.ts';
import { loadPicture } from './services/load-picture.ts';
import { openGraphqlSchema } from './services/open-graphql-schema.ts';
import { openLink } from './services/open-link.ts';
import { openWorkspace } from './services/open-workspace.ts';
import { pasteRedirect } from './services/paste-redirect.ts';
import { pickFiles } from './services/pick-files.ts';
import { prepareValues } from './services/prepare-values.ts';
import { previewCleanup } from './services/preview-cleanup.ts';
import { previewRequest } from './services/preview-request.ts';
import { pullBranch } from './services/pull-branch.ts';
import { pushBranch } from './services/push-branch.ts';
import { readChange } from './services/read-change.ts';
import { readCommit } from './services/read-commit.ts';
import { readCurrentToken } from './services/read-current-token.ts';
import { readDefinition } from './services/read-definition.ts';
import { readEnvironment } from './services/read-environment.ts';
import { readGitStatus } from './services/read-git-status.ts';
import { readHistory } from './services/read-history.ts';
import { readPrivacyFacts } from './services/read-privacy-facts.ts';
import { readRepository } from './services/read-repository.ts';
import { readRequest } from './services/read-request.ts';
import { readSecurityFacts } from './services/read-security-facts.ts';
import { readSettings } from './services/read-settings.ts';
import { readStart } from './services/read-start.ts';
import { readState } from './services/read-state.ts';
import { rejoinSend } from './services/rejoin-send.ts';
import { readTree } from './services/read-tree.ts';
import { readUserInfo } from './services/read-user-info.ts';
import { refreshStoredToken } from './services/refresh-stored-token.ts';
import { removeCertificate } from './services/remove-certificate.ts';
import { renameExample } from './services/rename-example.ts';
import { renameItem } from './services/rename-item.ts';
import { renameToken } from './services/rename-token.ts';
import { resetSandbox } from './services/reset-sandbox.ts';
import { revealCookie } from './services/reveal-cookie.ts';
import { restoreBackup, restoreSnapshot } from './services/restore-backup.ts';
import { revealPrivateKey } from './services/reveal-private-key.ts';
import { revealToken } from './services/reveal-token.ts';
import { revealVariable } from './services/reveal-variable.ts';
import { reviewScripts } from './services/review-scripts.ts';
import { revokeToken } from './services/revoke-token.ts';
import { runImport } from './services/run-import.ts';
import { saveCookie } from './services/save-cookie.ts';
import { saveDefinition } from './services/save-definition.ts';
import { saveEnvironment } from './services/save-environment.ts';
import { saveRequest } from './services/save-request.ts';
import { saveSession } from './services/save-session.ts';
import { saveSettings } from './services/save-settings.ts';
import { readArrivals } from './services/read-arrivals.ts';
import { sendRequest } from './services/send-request.ts';
import { setVariable } from './services/set-variable.ts';
import { signAssertion } from './services/sign-assertion.ts';
import { signOut } from './services/sign-out.ts';
import { startSandbox } from './services/start-sandbox.ts';
import { stopSandbox } from './services/stop-sandbox.ts';
import { switchBranch } from './services/switch-branch.ts';
import { undoStep } from './services/undo-step.ts';
import { updateKey } from './services/update-key.ts';
import { useServerClock } from './services/use-server-clock.ts';
import { useToken } from './services/use-token.ts';

/** Which service answers which operation: one line each, in the order of the contract. */
export const handlers: Handlers = {
  'app.readState': readState,
  'app.readStart': readStart,
  'app.openLink': openLink,
  'preview.loadPicture': loadPicture,
  'app.pickFiles': pickFiles,
  'file.allow': allowFiles,
  'file.keep': keepFile,
  'file.deleteKept': deleteKeptFiles,
  'session.save': saveSession,
  'settings.read': readSettings,
  'settings.save': saveSettings,

  'workspace.readTree': readTree,
  'workspace.findText': findText,
  'workspace.undo': undoStep,

  'item.create': createItem,
  'item.rename': renameItem,
  'request.listLeft': listLeftSends,
  'request.rejoin': rejoinSend,
  'items.duplicate': duplicateItems,
  'items.move': moveItems,
  'items.delete': deleteItems,

  'request.read': readRequest,
  'request.save': saveRequest,
  'definition.read': readDefinition,
  'definition.save': saveDefinition,
  'example.list': listExamples,
  'example.create': saveExample,
  'example.rename': renameExample,
  'example.delete': deleteExample,

  'environment.list': listEnvironments,
  'environment.read': readEnvironment,
  'environment.create': createEnvironment,
  'environment.save': saveEnvironment,
  'environment.duplicate': duplicateEnvironment,
  'environment.delete': deleteEnvironment,
  'variable.set': setVariable,
  'variable.reveal': revealVariable,

  'request.send': sendRequest,
  'body.readArrivals': readArrivals,
  'request.preview': previewRequest,
  'request.generateCode': generateRequestCode,
  'graphql.findSchema': findGraphqlSchema,
  'graphql.getSchema': getGraphqlSchema,
  'graphql.loadSchema': loadGraphqlSchema,
  'graphql.openSchema': openGraphqlSchema,
  'graphql.forgetSchema': forgetGraphqlSchema,
  'link.follow': followAnswerLink,
  'page.findNext': findNextPage,
  'page.collect': collectPages,

  'import.run': runImport,
  'import.previewCleanup': previewCleanup,
  'import.applyCleanup': applyCleanup,
  'collection.export': exportCollection,
  'environment.export': exportEnvironment,

  'history.list': listHistory,
  'history.findLast': findLastSend,
  'history.read': readHistory,
  'history.delete': deleteHistory,
  'history.clear': clearHistory,
  'cookie.list': listCookies,
  'cookie.reveal': revealCookie,
  'cookie.save': saveCookie,
  'cookie.import': importCookie,
  'cookie.delete': deleteCookies,
  'script.review': reviewScripts,
  'script.allow': allowScripts,
  'script.forbid': forbidScripts,

  'sandbox.start': startSandbox,
  'sandbox.stop': stopSandbox,
  'sandbox.reset': resetSandbox,
  'sandbox.install': installSandbox,

  'key.list': listKeys,
  'key.generate': generateKey,
  'key.import': importKey,
  'key.update': updateKey,
  'key.delete': deleteKey,
  'key.exportPublic': exportPublicKey,
  'key.revealPrivate': revealPrivateKey,
  'key.compare': compareKey,
  'assertion.sign': signAssertion,
  'token.list': listTokens,
  'token.rename': renameToken,
  'token.delete': deleteToken,
  'token.clearExpired': clearExpiredTokens,
  'token.add': addToken,
  'token.reveal': revealToken,
  'token.decode': decodeToken,
  'token.refresh': refreshStoredToken,
  'token.revoke': revokeToken,
  'token.introspect': introspectToken,
  'token.readUserInfo': readUserInfo,
  'token.use': useToken,
  'token.readCurrent': readCurrentToken,
  'oauth.getToken': getToken,
  'oauth.pasteRedirect': pasteRedirect,
  'oauth.discover': discoverServer,
  'oauth.checkRedirect': checkRedirect,
  'oauth.useServerClock': useServerClock,
  'oauth.explain': explainAnswer,
  'certificate.list': listCertificates,
  'certificate.addAuthority': addAuthority,
  'certificate.addClient': addClientCertificate,
  'certificate.remove': removeCertificate,
  'security.readFacts': readSecurityFacts,
  'security.forgetConsents': forgetConsents,
  'privacy.readFacts': readPrivacyFacts,
  'body.clear': clearBodies,
  'storage.measure': measureStorage,
  'workspace.listRecent': listRecentWorkspaces,
  'workspace.open': openWorkspace,
  'backup.create': createBackup,
  'backup.restore': restoreBackup,
  'snapshot.list': listSnapshots,
  'snapshot.restore': restoreSnapshot,
  'scope.listNeeded': listNeededScopes,
  'token.signOut': signOut,
  'value.list': listValues,
  'value.give': giveValues,
  'value.get': getValue,
  'value.forget': forgetValue,
  'value.prepare': prepareValues,

  'git.readRepository': readRepository,
  'git.allow': allowGit,
  'git.forget': forgetGit,
  'git.readStatus': readGitStatus,
  'git.readChange': readChange,
  'git.listCommits': listCommits,
  'git.readCommit': readCommit,
  'git.discard': discardGitChanges,
  'git.commit': commitGitChanges,
  'git.listBranches': listBranches,
  'git.switchBranch': switchBranch,
  'git.createBranch': createBranch,
  'git.fetch': fetchRemote,
  'git.pull': pullBranch,
  'git.push': pushBranch,
};
