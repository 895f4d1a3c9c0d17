declare module '@pagefind/default-ui' {
  export class PagefindUI {
    constructor(options: Readonly<Record<string, unknown>>)
    triggerSearch(term: string): void
  }
}

declare module 'virtual:starlight/pagefind-config' {
  export const pagefindUserConfig: Readonly<Record<string, unknown>>
}
