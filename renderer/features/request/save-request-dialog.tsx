import { useRef, useState } from 'react';
import { FolderClosed, Library } from 'lucide-react';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useKeptInSight } from '../../ui/use-kept-in-sight.ts';
import { ancestorsOf } from '../variables/public.ts';
import { matchingPlaces, type Place, placesOf, proposedName } from './save-places.ts';
import styles from './save-request-dialog.module.css';

/** Makes a collection without leaving the dialog. */
function NewCollection({ onCreated }: { onCreated: (id: string) => void }) {
  const createCollection = useStore((state) => state.requests.createCollection);
  const [name, setName] = useState<string>();
  if (name === undefined) {
    return (
      <Button variant="ghost" onClick={() => setName('New collection')}>
        New collection
      </Button>
    );
  }
  const create = async () => {
    if (name.trim() === '') return;
    const id = await createCollection(name.trim());
    if (id !== undefined) onCreated(id);
    setName(undefined);
  };
  return (
    <div className={styles['newCollection']}>
      <TextField
        label="Name of the collection"
        hideLabel
        autoFocus
        value={name}
        onChange={setName}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            void create();
          }
        }}
      />
      <Button disabled={name.trim() === ''} onClick={() => void create()}>
        Create
      </Button>
    </div>
  );
}

/** Says where a request goes, whatever part of the list is in sight. */
function SaveTarget({ target }: { target: Place | undefined }) {
  if (target === undefined) return <p className={styles['target']}>Choose a collection or folder</p>;
  return (
    <p className={styles['target']}>
      Save in <strong>{target.path === '' ? target.name : `${target.path} / ${target.name}`}</strong>
    </p>
  );
}

interface PlaceListProps {
  tabKey: string;
  places: readonly Place[];
  search: string;
  target: Place | undefined;
  onChoose: (id: string) => void;
}

function PlaceList({ tabKey, places, search, target, onChoose }: PlaceListProps) {
  const list = useRef<HTMLDivElement>(null);
  useKeptInSight(list, '[data-chosen]', `${target?.id} ${search}`);
  const shown = matchingPlaces(places, search);
  return (
    <div ref={list} className={styles['list']} role="radiogroup" aria-label="Save in">
      {shown.map(({ id, name: label, depth, kind, path }) => (
        <label
          key={id}
          className={styles['place']}
          data-chosen={target?.id === id || undefined}
          style={{ '--depth': search === '' ? depth : 0 }}
        >
          <input
            type="radio"
            name={`${tabKey} place`}
            className="visually-hidden"
            checked={target?.id === id}
            onChange={() => onChoose(id)}
          />
          {kind === 'collection' ? <Library aria-hidden="true" /> : <FolderClosed aria-hidden="true" />}
          <span className={styles['placeName']}>{label}</span>
          {search === '' || path === '' ? null : <span className={styles['placePath']}>{path}</span>}
        </label>
      ))}
      {shown.length === 0 ? (
        <p className={styles['empty']}>
          {places.length === 0
            ? 'There is no collection yet. Make one with New collection.'
            : 'Nothing has that name.'}
        </p>
      ) : null}
    </div>
  );
}

/** Asks for a name and a place for a request, and saves it there. */
export function SaveRequestDialog({ tabKey }: { tabKey: string }) {
  const editor = useStore((state) => state.requests.editors[tabKey]);
  const nodes = useStore((state) => state.tree.nodes);
  const { saveAs, setSavingAs } = useStore((state) => state.requests);
  const [name, setName] = useState(() =>
    editor === undefined ? '' : proposedName(editor.name, editor.draft),
  );
  const [search, setSearch] = useState('');
  const selectedId = useStore((state) => state.tree.selectedId);
  const [chosen, setChosen] = useState(
    () => editor?.parentId ?? nodes[editor?.itemId ?? '']?.parentId ?? ancestorsOf(nodes, selectedId)[0]?.id,
  );
  const [isSaving, setSaving] = useState(false);
  const places = placesOf(nodes);
  const target = places.find((place) => place.id === chosen) ?? (places.length === 1 ? places[0] : undefined);
  const canSave = name.trim() !== '' && target !== undefined && !isSaving;

  const save = async () => {
    if (!canSave || target === undefined) return;
    setSaving(true);
    await saveAs(tabKey, name.trim(), target.id);
    setSaving(false);
  };
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) setSavingAs(undefined);
      }}
      title="Save request"
      footerStart={<NewCollection onCreated={setChosen} />}
      footer={
        <>
          <Button onClick={() => setSavingAs(undefined)}>Cancel</Button>
          <Button variant="primary" disabled={!canSave} loading={isSaving} onClick={() => void save()}>
            Save
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          onFocus={(event) => event.currentTarget.select()}
        />
        {/* Enter in the name saves. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
        <div className={styles['places']}>
          <SaveTarget target={target} />
          <SearchField
            label="Search collections and folders"
            placeholder="Search collections and folders"
            value={search}
            onChange={setSearch}
          />
          <PlaceList tabKey={tabKey} places={places} search={search} target={target} onChoose={setChosen} />
        </div>
      </form>
    </Dialog>
  );
}
