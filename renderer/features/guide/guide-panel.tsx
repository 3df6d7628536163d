import { RefreshCw, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { GuideStepId, GuideTrack } from '../../../core/guide/guide-step.ts';
import { nextStep } from '../../../core/guide/judge-steps.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { PanelHeader } from '../../ui/panel-header.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AppStep, ClientStep, KeyStep, PublicKeyStep, RedirectStep } from './app-steps.tsx';
import { CollectionStep, EnvironmentStep, OrgUrlStep } from './connect-steps.tsx';
import { GuideStepRow } from './guide-step-row.tsx';
import { CreateAppDialog } from './create-app-dialog.tsx';
import styles from './guide.module.css';
import {
  AuthorizationStep,
  FirstAnswerStep,
  FirstIdStep,
  FirstLinkStep,
  HeadersStep,
  TokenStep,
  UseTokenStep,
} from './token-steps.tsx';
import { useGuideChecks } from './use-guide-checks.ts';
import { type Guide, useGuide } from './use-guide.ts';

const titles: Record<GuideStepId, string> = {
  orgUrl: 'Org URL answers',
  environment: 'Environment in use',
  collection: 'Collection',
  app: 'App in Okta’s console',
  key: 'Key',
  publicKey: 'Public key in the app',
  client: 'Client ID',
  redirect: 'Callback URL is free',
  headers: 'No hard-coded Authorization',
  authorization: 'OAuth 2.0 on the collection',
  token: 'Get New Access Token',
  useToken: 'Use Token',
  firstAnswer: 'First 200',
  firstId: 'An id in a variable',
  firstLink: 'A link followed',
};

const bodies: Record<GuideStepId, (props: { guide: Guide }) => ReactNode> = {
  orgUrl: OrgUrlStep,
  environment: EnvironmentStep,
  collection: CollectionStep,
  app: AppStep,
  key: KeyStep,
  publicKey: PublicKeyStep,
  client: ClientStep,
  redirect: RedirectStep,
  headers: HeadersStep,
  authorization: AuthorizationStep,
  token: TokenStep,
  useToken: UseTokenStep,
  firstAnswer: FirstAnswerStep,
  firstId: FirstIdStep,
  firstLink: FirstLinkStep,
};

/** The step to take is open by itself; the person may open another, until the next one's turn comes. */
function useOpenStep(next: GuideStepId | undefined) {
  const [opened, setOpened] = useState<{ next: GuideStepId | undefined; id: GuideStepId | undefined }>();
  const { shownStep, showStep } = useStore((state) => state.guide);
  const openId = shownStep ?? (opened !== undefined && opened.next === next ? opened.id : next);
  return {
    openId,
    toggle(id: GuideStepId) {
      if (shownStep !== undefined) showStep(undefined);
      setOpened({ next, id: id === openId ? undefined : id });
    },
  };
}

function Steps({ guide }: { guide: Guide }) {
  const next = nextStep(guide.steps);
  const { openId, toggle } = useOpenStep(next);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-open]')?.scrollIntoView({ block: 'nearest' });
  }, [openId]);
  return (
    <ol ref={list} className={styles['steps']} aria-label="Steps">
      {guide.steps.map((step) => {
        const Body = bodies[step.id];
        return (
          <GuideStepRow
            key={step.id}
            step={step}
            title={titles[step.id]}
            isOpen={openId === step.id}
            onToggle={() => toggle(step.id)}
          >
            <Body guide={guide} />
          </GuideStepRow>
        );
      })}
    </ol>
  );
}

/** The guide's own steps, each checked live, with the button that does it. Stays while the person works elsewhere. */
export function GuidePanel() {
  const guide = useGuide();
  const checkAll = useGuideChecks(guide);
  const choose = useStore((state) => state.guide.choose);
  const isAppDialogOpen = useStore((state) => state.guide.isAppDialogOpen);
  const { steps, choices } = guide;
  const doneCount = steps.filter(({ state }) => state === 'done').length;
  const items: { value: GuideTrack; label: string }[] = [
    { value: 'user', label: 'As a user' },
    { value: 'service', label: 'As a service' },
  ];
  return (
    <section className={styles['panel']} aria-label="Connect an Okta org">
      <PanelHeader
        title="Connect an Okta org"
        aside={
          <span className={styles['count']} role="status">
            {doneCount} of {steps.length} done
          </span>
        }
        actions={
          <>
            <IconButton size="sm" label="Check everything again" icon={<RefreshCw />} onClick={checkAll} />
            <IconButton
              size="sm"
              label="Close the checklist"
              icon={<X />}
              onClick={() => choose({ isOpen: false })}
            />
          </>
        }
      />
      <Tabs
        className={styles['tracks']}
        label="Whose token"
        value={choices.track}
        onChange={(track) => choose({ track, targetId: undefined })}
        items={items.map((item) => ({
          ...item,
          content: item.value === choices.track ? <Steps key={item.value} guide={guide} /> : null,
        }))}
      />
      {isAppDialogOpen ? <CreateAppDialog guide={guide} /> : null}
    </section>
  );
}
