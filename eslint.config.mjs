import astro from 'eslint-plugin-astro'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import { importX } from 'eslint-plugin-import-x'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { architecture } from './scripts/lint/architecture.mjs'

export default defineConfig(
  { ignores: ['dist/', '.astro/', '.cache/', '.data/', 'test/output/', '**/.venv/'] },
  tseslint.configs.recommended,
  astro.configs['flat/recommended'],
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: ['**/*.astro/**'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  // Written by Astro and by the triple-slash convention of its types.
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/triple-slash-reference': 'off' } },
  {
    files: ['**/*.astro'],
    // Sets a script of ours.
    ignores: ['src/components/theme-script/*.astro'],
    rules: { 'astro/no-set-html-directive': 'error' },
  },
  ...architecture,
)
