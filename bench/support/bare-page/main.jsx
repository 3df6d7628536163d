import { useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The least a React page with a search field and a tree is. */
function BarePage() {
  const [query, setQuery] = useState('');
  return (
    <main>
      <input aria-label="Search" value={query} onChange={(event) => setQuery(event.target.value)} />
      <ul role="tree">
        <li role="treeitem">Only item {query}</li>
      </ul>
    </main>
  );
}

createRoot(document.getElementById('root')).render(<BarePage />);
