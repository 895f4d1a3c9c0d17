/**
 * CSP hash sources of every inline script of the site (Content Security Policy Level 3, 2.3.1). A
 * fixed list: hashes computed from the page at runtime would allow an injected script as well.
 * `test/guide/inline-scripts.test.ts` compares it with the built pages and prints a missing hash
 * after a change of our theme script or of Starlight.
 */
export const inlineScriptHashes: readonly string[] = [
  // Our theme script: src/components/theme-script/theme-script.ts
  "'sha256-o8iGkPSbMgBSnmj3ovE6a/HQYFNtHaAYLeCCns1++4A='",
  // Starlight's SidebarPersister: restores which groups of the sidebar are open
  "'sha256-wX2yOADeV+NMngflD5uYi3vl50SHC4sfM1EmylVjlX4='",
  // Starlight's SidebarPersister: restores how far the sidebar is scrolled
  "'sha256-7eCV4jtsr4t4knb3c4FCRPeu7GGZeOUGE3XvWix0XOQ='",
]
