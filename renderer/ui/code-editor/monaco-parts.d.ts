// Parts of Monaco that it ships without types, as far as they are used.

declare module 'monaco-editor/editor/standalone/browser/standaloneServices' {
  export const StandaloneServices: { get<Service>(id: { readonly service: Service }): Service };
}

declare module 'monaco-editor/platform/storage/common/storage' {
  export const IStorageService: {
    readonly service: {
      /** Scope 0 is the profile, target 0 the user; in a page both are this window's memory. */
      store(key: string, value: boolean, scope: 0, target: 0): void;
    };
  };
}
