import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { FlowWaiting } from './flow-waiting.tsx';

afterEach(cleanup);

it('says who is asked for approval, and what they are shown', () => {
  const progress = {
    step: 'waitingForApproval',
    who: 'ada',
    bindingMessage: 'W4SCT',
    expiresAtEpochMs: 0,
  } as const;
  const { rerender } = render(<FlowWaiting progress={progress} />);
  expect(screen.getByText('ada')).toBeDefined();
  expect(screen.getByText('W4SCT')).toBeDefined();
  expect(screen.getByRole('status').textContent).toContain('Waiting for the approval');
  rerender(<FlowWaiting progress={{ ...progress, who: '', bindingMessage: '' }} />);
  expect(screen.getByText(/asks the person/)).toBeDefined();
  expect(screen.queryByText(/They are shown/)).toBeNull();
});
