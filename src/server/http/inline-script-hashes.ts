/**
 * CSP hashes of all inline scripts of the site; no other inline script runs. A test compares the
 * list with the built pages.
 */
export const inlineScriptHashes = [
  // src/components/theme-script: sets the theme before the first paint.
  "'sha256-o8iGkPSbMgBSnmj3ovE6a/HQYFNtHaAYLeCCns1++4A='",
  // Starlight: restores the open groups of the sidebar.
  "'sha256-wX2yOADeV+NMngflD5uYi3vl50SHC4sfM1EmylVjlX4='",
  // Starlight: restores the scroll position of the sidebar.
  "'sha256-7eCV4jtsr4t4knb3c4FCRPeu7GGZeOUGE3XvWix0XOQ='",
]
