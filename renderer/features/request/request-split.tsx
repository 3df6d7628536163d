import { ChevronsDownUp, ChevronsUpDown, PanelBottom, PanelRight } from 'lucide-react';
import { foldedKey, orientationKey } from '../../store/request-layout-keys.ts';
import { useStore } from '../../store/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { SplitPane } from '../../ui/split-pane.tsx';
import { ResponsePanel } from '../response/public.ts';
import styles from './request-panel.module.css';
import { RequestSections } from './request-sections.tsx';
import { readSplitLayout } from './split-layout.ts';

/** The strip of the request's parts, which is what stays of it when it is folded, without its own line. */
const stripPx = 35;
/** In a low window the answer gets more: half of it would be the strips around it. */
const lowWindowPx = 720;
/** Of each side; both have to fit beside the side bar and the checklist. */
const besidePx = 240;

/** The request above or beside its answer; above it, it folds to the strip of its parts. */
export function RequestSplit({ tabKey }: { tabKey: string }) {
  const isBeside = useStore((state) => state.app.layout[orientationKey] === 'horizontal');
  const isFolded = useStore((state) => state.app.layout[foldedKey] === true && !isBeside);
  const orientation = isBeside ? 'horizontal' : 'vertical';
  const stored = useStore((state) => state.app.layout[`requestSplit.${orientation}`]);
  const setLayout = useStore((state) => state.app.setLayout);
  const setFolded = (next: boolean) => setLayout(foldedKey, next);

  const end = (
    <>
      {!isBeside && (
        <IconButton
          size="sm"
          label={isFolded ? 'Unfold the request' : 'Fold the request'}
          icon={isFolded ? <ChevronsUpDown /> : <ChevronsDownUp />}
          onClick={() => setFolded(!isFolded)}
        />
      )}
      <IconButton
        size="sm"
        label={isBeside ? 'Show the response below' : 'Show the response beside'}
        icon={isBeside ? <PanelBottom /> : <PanelRight />}
        onClick={() => setLayout(orientationKey, isBeside ? 'vertical' : 'horizontal')}
      />
    </>
  );
  return (
    <SplitPane
      key={orientation}
      className={styles['split']}
      label="request and response"
      orientation={orientation}
      layout={readSplitLayout(stored)}
      onLayoutChange={(layout) => setLayout(`requestSplit.${orientation}`, layout)}
      panes={[
        {
          id: 'request',
          defaultSize: !isBeside && window.innerHeight < lowWindowPx ? 36 : 46,
          minSize: isBeside ? besidePx : 100,
          ...(!isBeside && { fold: { sizePx: stripPx, isFolded, onChange: setFolded } }),
          content: (
            <RequestSections
              tabKey={tabKey}
              end={end}
              isFolded={isFolded}
              onUnfold={() => setFolded(false)}
            />
          ),
        },
        { id: 'response', minSize: isBeside ? besidePx : 140, content: <ResponsePanel tabKey={tabKey} /> },
      ]}
    />
  );
}
