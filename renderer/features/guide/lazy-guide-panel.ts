import { lazyPart } from '../../ui/lazy-part.tsx';

/** The checklist, of which most starts of the window show nothing. */
export const GuidePanel = lazyPart(async () => (await import('./guide-panel.tsx')).GuidePanel);
