/**
 * chai tells plugins of new ones by events, and the interpreter has none. These stand in for them while chai is loaded;
 * nobody listens, and no script sees them.
 */
class SilentTarget {
  addEventListener(): void {}
  removeEventListener(): void {}
  dispatchEvent(): boolean {
    return true;
  }
}

class SilentEvent {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}

Object.assign(globalThis, { EventTarget: SilentTarget, Event: SilentEvent });
