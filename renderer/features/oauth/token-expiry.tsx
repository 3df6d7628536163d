import { useEffect, useState } from 'react';
import type { TokenSummary } from '../../../core/auth/oauth2/token-summary.ts';
import { Badge } from '../../ui/badge.tsx';

/** Gives a lifetime as people read it: `59 m 3 s`, `2 h 5 m`. */
export function formatRemaining(seconds: number): string {
  if (seconds >= 3_600) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} m`;
  return seconds >= 60
    ? `${Math.floor(seconds / 60)} m ${Math.floor(seconds % 60)} s`
    : `${Math.floor(seconds)} s`;
}

/** How long a token is good for, counting down. */
export function TokenExpiry({ token }: { token: Pick<TokenSummary, 'expiresAtEpochSec'> }) {
  const [nowSec, setNowSec] = useState(() => Date.now() / 1_000);
  useEffect(() => {
    const timer = setInterval(() => setNowSec(Date.now() / 1_000), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (token.expiresAtEpochSec === undefined) return <Badge>no expiry given</Badge>;
  const left = token.expiresAtEpochSec - nowSec;
  if (left <= 0) return <Badge tone="danger">expired</Badge>;
  return <Badge tone={left < 120 ? 'warning' : 'success'}>expires in {formatRemaining(left)}</Badge>;
}
