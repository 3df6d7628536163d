const containerId = 'postern-floating';

/**
 * The element that floating layers are drawn into. It is a landmark, so that menus, lists and tooltips are not loose
 * content for assistive technology, and it is made on first use.
 */
export function floatingContainer(): HTMLElement {
  const existing = document.querySelector<HTMLElement>(`#${containerId}`);
  if (existing !== null) return existing;
  const container = document.createElement('div');
  container.id = containerId;
  container.setAttribute('role', 'region');
  container.setAttribute('aria-label', 'Menus and hints');
  // Modal dialogs hide the rest of the page from assistive technology, live regions excepted; a list that opens inside a
  // dialog is drawn here and must stay reachable.
  container.setAttribute('aria-live', 'off');
  document.body.append(container);
  return container;
}
