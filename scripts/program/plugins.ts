import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Plugin } from 'esbuild';

/** What packages load at once, and need for what no check asks of them; by the folder of the package. */
const SELDOM = [
  // To start other programs as commands: a twentieth of the time of a check.
  { importer: /[/\\]commander[/\\]/, module: /^node:child_process$/ },
  // Rego's `yaml.unmarshal`.
  { importer: /[/\\]opa-wasm[/\\]src[/\\]/, module: /^yaml$/ },
  // To ask whether somebody sits there: loads the streams.
  { importer: /[/\\]cli[/\\]output/, module: /^node:tty$/ },
  // For reports on many files.
  { importer: /[/\\]reports[/\\]kept-text/, module: /^node:zlib$/ },
];

/** Loads those when something of theirs is asked for. */
export const whenAskedFor: Plugin = {
  name: 'when asked for',
  setup({ onResolve, onLoad }) {
    for (const { importer, module } of SELDOM) {
      onResolve({ filter: module, namespace: 'file' }, ({ importer: from, path, resolveDir }) =>
        importer.test(from) ? { path, namespace: 'when-asked-for', pluginData: resolveDir } : null,
      );
    }
    onLoad({ filter: /^/, namespace: 'when-asked-for' }, ({ path, pluginData: resolveDir }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, name) => require('${path}')[name] });`,
      resolveDir,
    }));
  },
};

/**
 * Modules find the files of the package as if each were still a file of its own: `import.meta.url` is where it was. What
 * is not part of the program is imported by `main.cjs`, which says why.
 */
export const asIfInPlace = (folder: string): Plugin => ({
  name: 'as if in place',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]build[/\\]src[/\\].*\.js$/ }, ({ path }) => {
      const place = relative(folder, path).replaceAll('\\', '/');
      const contents = readFileSync(path, 'utf8')
        .replaceAll(/\bimport\((?!'\.)/g, 'importModule(')
        .replaceAll(/\bimport\.meta\.url\b/g, `new URL('${place}', mainUrl).href`);
      return { contents };
    });
  },
});
