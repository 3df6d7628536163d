import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Bug } from 'lucide-react';
import { copyText } from '../features/notices/public.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

type ErrorBoundaryProps = {
  /** What is inside, as the start of a sentence: "The side bar". */
  what: string;
  children: ReactNode;
};

type Fault = { message: string; details: string };

/** Keeps a fault in one part of the window from taking the rest along. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { fault: Fault | undefined }> {
  override state: { fault: Fault | undefined } = { fault: undefined };

  static getDerivedStateFromError(error: unknown): { fault: Fault } {
    const message = error instanceof Error ? error.message : String(error);
    const details = error instanceof Error ? (error.stack ?? message) : message;
    return { fault: { message, details } };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(`${this.props.what} failed.`, error, info.componentStack);
  }

  override render(): ReactNode {
    const { fault } = this.state;
    if (fault === undefined) return this.props.children;
    return (
      <EmptyState
        icon={<Bug />}
        title={`${this.props.what} cannot be shown`}
        actions={
          <>
            <Button variant="primary" onClick={() => this.setState({ fault: undefined })}>
              Try again
            </Button>
            <Button onClick={() => void copyText(fault.details, 'The report')}>Copy the report</Button>
          </>
        }
      >
        This is a fault in Postern, not in what you did. Your edits are kept. It said: {fault.message}
      </EmptyState>
    );
  }
}
