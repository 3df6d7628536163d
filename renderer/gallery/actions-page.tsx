import { useState } from 'react';
import { Copy, Ellipsis, FolderPlus, Pencil, Plus, Save, Send, Trash2, WrapText } from 'lucide-react';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { ContextMenu } from '../ui/context-menu.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import type { MenuEntry } from '../ui/menu-entry.ts';
import { Menu } from '../ui/menu.tsx';
import { MethodBadge } from '../ui/method-badge.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Line, Specimen, SpecimenGrid } from './specimen.tsx';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'QUERY'];
const statuses: readonly (readonly [number | undefined, string])[] = [
  [200, 'OK'],
  [304, 'Not Modified'],
  [404, 'Not Found'],
  [503, 'Service Unavailable'],
  [undefined, 'Connection refused'],
];

const nothing = () => undefined;
const menuItems: readonly MenuEntry[] = [
  { label: 'Rename', icon: <Pencil />, shortcut: 'F2', onSelect: nothing },
  { label: 'Duplicate', icon: <Copy />, shortcut: 'Mod+D', onSelect: nothing },
  {
    kind: 'submenu',
    label: 'New',
    icon: <Plus />,
    items: [
      { label: 'Request', onSelect: nothing },
      { label: 'Folder', icon: <FolderPlus />, onSelect: nothing },
    ],
  },
  { label: 'Run', disabled: true, onSelect: nothing },
  { kind: 'separator' },
  { label: 'Delete', icon: <Trash2 />, danger: true, shortcut: 'Delete', onSelect: nothing },
];

/** Buttons, menus and badges. */
export function ActionsPage() {
  const [wraps, setWraps] = useState(true);
  return (
    <SpecimenGrid>
      <Specimen title="Button">
        {(['primary', 'secondary', 'ghost', 'danger'] as const).map((variant) => (
          <Line key={variant}>
            <Button variant={variant} icon={<Send />}>
              Send
            </Button>
            <Button variant={variant}>Save</Button>
            <Button variant={variant} size="sm">
              Small
            </Button>
            <Button variant={variant} size="lg">
              Large
            </Button>
            <Button variant={variant} loading>
              Sending
            </Button>
            <Button variant={variant} disabled>
              Disabled
            </Button>
          </Line>
        ))}
      </Specimen>
      <Specimen title="Icon button">
        <Line>
          <IconButton label="Save" shortcut="Mod+S" icon={<Save />} />
          <IconButton label="Copy" size="sm" icon={<Copy />} />
          <IconButton label="More" size="lg" icon={<Ellipsis />} />
          <IconButton label="Add" variant="secondary" icon={<Plus />} />
          <IconButton label="Delete" danger icon={<Trash2 />} />
          <IconButton
            label="Wrap lines"
            pressed={wraps}
            icon={<WrapText />}
            onClick={() => setWraps(!wraps)}
          />
          <IconButton label="Not now" disabled icon={<Save />} />
        </Line>
      </Specimen>
      <Specimen title="Menu and context menu">
        <Line>
          <Menu trigger={<Button>Open menu</Button>} items={menuItems} />
          <Menu
            trigger={<Button variant="ghost">Check items</Button>}
            items={[
              { kind: 'heading', label: 'Show' },
              { label: 'Wrap lines', checked: wraps, onSelect: () => setWraps(!wraps) },
              { label: 'Line numbers', checked: false, onSelect: nothing },
            ]}
          />
          <ContextMenu items={menuItems}>
            <Button variant="ghost">Right-click me</Button>
          </ContextMenu>
        </Line>
      </Specimen>
      <Specimen title="Method badge">
        <Line>
          {methods.map((method) => (
            <MethodBadge key={method} method={method} />
          ))}
        </Line>
        <Line>
          {methods.map((method) => (
            <MethodBadge key={method} method={method} compact />
          ))}
        </Line>
      </Specimen>
      <Specimen title="Status badge">
        <Line>
          {statuses.map(([status, text]) => (
            <StatusBadge key={text} status={status} text={text} />
          ))}
        </Line>
        <Line>
          {statuses.map(([status, text]) => (
            <StatusBadge key={text} status={status} text={text} size="sm" />
          ))}
        </Line>
      </Specimen>
      <Specimen title="Badge and key caps">
        <Line>
          {(['neutral', 'accent', 'info', 'success', 'warning', 'danger'] as const).map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
          <Badge mono>RS256</Badge>
        </Line>
        <Line>
          <Kbd shortcut="Mod+K" />
          <Kbd shortcut="Mod+Shift+Enter" />
          <Kbd shortcut="Alt+ArrowUp" variant="plain" />
        </Line>
      </Specimen>
    </SpecimenGrid>
  );
}
