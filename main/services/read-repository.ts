import { findRepository } from '../git/find-repository.ts';
import { consentName } from '../git/open-git.ts';
import type { Service } from './service.ts';

/** Gives the repository that the workspace stands in and what it has checked out; starts no program. */
export const readRepository: Service<'git.readRepository'> = async (app) => {
  const repository = await findRepository(app.workspace.path);
  if (repository === undefined) return {};
  const { root, head, underWay } = repository;
  const isAllowed = app.gitConsents.has(consentName(repository));
  return {
    repository: { path: root, head, isAllowed, ...(underWay === undefined ? {} : { underWay }) },
  };
};
