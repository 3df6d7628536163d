import { useEffect } from 'react';

/**
 * Starts the window anew when an address with a key is opened in a tab that shows Postern already: the browser only
 * changes the fragment then. Edits that could not be kept because the old key was refused come along with the session.
 */
export function useNewAddress(): void {
  useEffect(() => {
    const onHashChange = () => {
      if (!/^#(token|code)=/.test(window.location.hash)) return;
      window.location.reload();
    };
    window.addEventListener('hashchange', onHashChange);
    return () => window.removeEventListener('hashchange', onHashChange);
  }, []);
}
