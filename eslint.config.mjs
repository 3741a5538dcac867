import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

const FIXED_SEED = 'Tests draw from the one seed of tests/fixed-seed.ts.';
const DRAWS_ANEW = [
  { object: 'Math', property: 'random', message: FIXED_SEED },
  {
    object: 'Date',
    property: 'now',
    message: 'Time comes in as an argument, and no test asks how late it is.',
  },
  { object: 'performance', property: 'now', message: 'How long something takes is for `npm run bench`.' },
];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist-program*/',
      '.astro/',
      '.opsbook/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      'tests/fixtures/',
    ],
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
  {
    // What Node 22 does not have, and opsbook runs there too.
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          ['RegExp', 'escape'],
          ['Promise', 'try'],
          ['Error', 'isError'],
          ['Math', 'sumPrecise'],
        ].map(([object, property]) => ({ object, property, message: 'Node 22 does not have it.' })),
      ],
    },
  },
  {
    // A test that draws anew in every run is red by luck: `npm run fuzz` is the place for that.
    files: ['tests/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...DRAWS_ANEW],
      'no-restricted-imports': [
        'error',
        { name: 'node:crypto', importNames: ['randomUUID', 'randomInt', 'randomBytes'], message: FIXED_SEED },
      ],
    },
  },
  {
    files: ['tests/**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='fc'] Property[key.name='seed']",
          message: FIXED_SEED,
        },
        { selector: "CallExpression[callee.property.name='configureGlobal']", message: FIXED_SEED },
      ],
    },
  },
);
