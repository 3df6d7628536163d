import { useEffect, useState } from 'react';

/** What the engine answers to a question, and the one before it until then; asked anew when the question changes. */
export function useAnswer<T>(question: string, ask: () => Promise<T>, settleMs = 0): T | undefined {
  const [answer, setAnswer] = useState<T>();
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(() => {
      // What the engine cannot answer is told where the schema is.
      ask().then(
        (value) => isOver || setAnswer(() => value),
        () => undefined,
      );
    }, settleMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the question says all that `ask` depends on
  }, [question, settleMs]);
  return answer;
}
