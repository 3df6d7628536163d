import { useRef } from 'react';

const pauseMs = 700;

/** Collects letters typed in quick succession; `now` is the event's time stamp in ms. */
export function useTypedText(): (letter: string, now: number) => string {
  const typed = useRef({ text: '', at: 0 });
  return (letter, now) => {
    const previous = now - typed.current.at < pauseMs ? typed.current.text : '';
    typed.current = { text: previous + letter, at: now };
    return typed.current.text;
  };
}
