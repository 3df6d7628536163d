import { useEffect } from 'react';
import { useStore } from '../../store/store.ts';
import { guideTargets } from './guide-target.ts';
import type { Guide } from './use-guide.ts';

/** Makes the checks the steps need, each as soon as what it is made of is known. Gives the way to make them all again. */
export function useGuideChecks(guide: Guide): () => void {
  const { orgUrl, callbackUrl, keyPlace, hasApiToken, targetId, collectionId, choices, auth } = guide;
  const nodes = useStore((state) => state.tree.nodes);
  const environmentId = useStore((state) => state.environments.selectedId);
  const tokens = useStore((state) => state.tokens.list);
  const { checkOrg, checkRedirect, checkPublicKey, inspectTarget } = useStore((state) => state.guide);
  const loadAncestors = useStore((state) => state.environments.loadAncestors);
  const showError = useStore((state) => state.notices.showError);
  const loadKeys = useStore((state) => state.keys.load);
  const loadTokens = useStore((state) => state.tokens.load);
  const readCurrent = useStore((state) => state.tokens.readCurrent);
  const isUser = choices.track === 'user';
  const placeText = keyPlace !== undefined && hasApiToken ? JSON.stringify(keyPlace) : undefined;

  useEffect(() => {
    void loadKeys();
    void loadTokens();
  }, [loadKeys, loadTokens]);
  useEffect(() => {
    for (const { id } of guideTargets(nodes)) loadAncestors(id).catch(showError);
  }, [nodes, loadAncestors, showError]);
  useEffect(() => {
    if (orgUrl !== undefined) void checkOrg(orgUrl);
  }, [orgUrl, checkOrg]);
  useEffect(() => {
    if (isUser) void checkRedirect(callbackUrl);
  }, [isUser, callbackUrl, checkRedirect]);
  useEffect(() => {
    if (placeText !== undefined) void checkPublicKey(JSON.parse(placeText) as NonNullable<typeof keyPlace>);
  }, [placeText, checkPublicKey]);
  useEffect(() => {
    if (targetId !== undefined && collectionId !== undefined) void inspectTarget(targetId, collectionId);
  }, [targetId, collectionId, nodes, inspectTarget]);
  useEffect(() => {
    if (targetId !== undefined) void readCurrent(targetId);
  }, [targetId, environmentId, tokens, auth, readCurrent]);

  return () => {
    if (orgUrl !== undefined) void checkOrg(orgUrl);
    if (isUser) void checkRedirect(callbackUrl);
    if (keyPlace !== undefined && hasApiToken) void checkPublicKey(keyPlace);
    if (targetId !== undefined && collectionId !== undefined) void inspectTarget(targetId, collectionId);
    void loadKeys();
    void loadTokens();
  };
}
