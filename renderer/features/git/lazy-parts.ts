import { lazyPart } from '../../ui/lazy-part.tsx';

export const ChangesPanel = lazyPart(async () => (await import('./changes-panel.tsx')).ChangesPanel);
export const ChangePage = lazyPart(async () => (await import('./change-page.tsx')).ChangePage);
export const GitDialogs = lazyPart(async () => (await import('./git-dialogs.tsx')).GitDialogs);
