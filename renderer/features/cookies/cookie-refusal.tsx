import { Notice } from '../../ui/notice.tsx';

/** Why a cookie was not taken, above the form it was typed into. */
export function CookieRefusal({ refusal }: { refusal: { code: string; message: string } | undefined }) {
  if (refusal === undefined) return null;
  return (
    <Notice tone="danger" announces>
      {refusal.message} <code>{refusal.code}</code>
    </Notice>
  );
}
