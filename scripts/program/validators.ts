import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { Plugin } from 'esbuild';
import { type Described, VALIDATION } from '../../src/node/schemas.js';

/** Those that `src/node/schemas.ts` compiles elsewhere: the compiler tells of one that is missing. */
const SCHEMAS: Readonly<Record<keyof Described, string>> = {
  baseline: 'schemas/baseline.json',
  configuration: 'schemas/configuration.json',
  control: 'schemas/control.json',
  organization: 'schemas/organization.json',
  requests: 'schemas/requests.json',
  'journal-entry': 'schemas/journal-entry.json',
};

/** The place of `src/node/schemas.ts` in the program: the same validators, compiled now instead of in each run. */
export const compiledValidators = (root: string): Plugin => ({
  name: 'compiled validators',
  setup({ onLoad, onResolve }) {
    onLoad({ filter: /[/\\]build[/\\]src[/\\]node[/\\]schemas\.js$/ }, () => ({ contents: schemaValidator() }));
    onResolve({ filter: /^validator:/ }, ({ path }) => ({
      path: path.slice('validator:'.length),
      namespace: 'validator',
    }));
    onLoad({ filter: /^/, namespace: 'validator' }, ({ path }) => ({ contents: codeOf(root, path), resolveDir: root }));
  },
});

const schemaValidator = (): string => `const validators = {
${Object.entries(SCHEMAS)
  .map(([name, file]) => `  '${name}': () => import('validator:${file}'),`)
  .join('\n')}
};
export const schemaValidator = async (name) => (await validators[name]()).default;
`;

function codeOf(root: string, file: string): string {
  const schema: object = JSON.parse(readFileSync(join(root, file), 'utf8'));
  const ajv = new Ajv({ ...VALIDATION, code: { source: true, esm: true } });
  return standalone.default(ajv, ajv.compile(schema));
}
