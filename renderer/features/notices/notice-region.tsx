import { useStore } from '../../store/store.ts';
import { type ToastItem, ToastRegion } from '../../ui/toast-region.tsx';
import type { Notice } from './notices-slice.ts';

const tones = { info: 'info', success: 'success', warning: 'warning', error: 'danger' } as const;

/** A step that can be taken back stays long enough to be read and reached. */
const undoDurationMs = 12_000;

function toastOf(notice: Notice): ToastItem {
  const { id, kind, text, code, action } = notice;
  const item: ToastItem = { id, tone: tones[kind], title: text };
  if (code !== undefined) item.message = code;
  if (action === undefined) return item;
  item.action = { label: action.label, onSelect: action.run };
  if (kind !== 'error') item.durationMs = undoDurationMs;
  return item;
}

/** The corner where short messages stand. */
export function NoticeRegion() {
  const items = useStore((state) => state.notices.items);
  const dismiss = useStore((state) => state.notices.dismiss);
  return <ToastRegion items={items.map(toastOf)} onDismiss={dismiss} />;
}
