import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: ['dist/', '.astro/', 'node_modules/', 'test-results/', 'playwright-report/', 'tests/fixtures/'],
  },
  ...tseslint.configs.recommended,
  ...astro.configs.recommended,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
      'max-params': ['error', 3],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Name the export: one thing, one name (style.md).',
        },
      ],
    },
  },
  {
    // Tools that insist on a default export.
    files: ['*.config.ts', '*.config.mjs', 'src/site/content.config.ts', 'tests/site/build-sites.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // A table of tests hands over one argument for each of its columns.
    files: ['tests/**'],
    rules: { 'max-params': 'off' },
  },
);
