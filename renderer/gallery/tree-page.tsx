import { useState } from 'react';
import { Library, Plus } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { PanelHeader } from '../ui/panel-header.tsx';
import { SampleTree, sampleRows } from './sample-tree.tsx';
import { Specimen, SpecimenGrid } from './specimen.tsx';

/** Trees. */
export function TreePage() {
  const [few] = useState(() => sampleRows(3, 6));
  const [many] = useState(() => sampleRows(500, 20));
  return (
    <SpecimenGrid>
      <Specimen title="Tree" flush height={520}>
        <PanelHeader
          title="Collections"
          actions={<IconButton size="sm" label="New collection" icon={<Plus />} />}
        />
        <SampleTree initialRows={few} />
      </Specimen>
      <Specimen title="Twelve thousand rows" flush height={520}>
        <SampleTree initialRows={many} />
      </Specimen>
      <Specimen title="Nothing yet" flush height={520}>
        <PanelHeader title="Collections" />
        <EmptyState
          compact
          icon={<Library />}
          title="No collections yet"
          actions={
            <>
              <Button variant="primary">Import</Button>
              <Button>New collection</Button>
            </>
          }
        >
          Import a Postman collection or a folder, or start with an empty one.
        </EmptyState>
      </Specimen>
    </SpecimenGrid>
  );
}
