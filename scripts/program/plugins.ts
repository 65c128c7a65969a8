import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** Commander starts other programs, ours never: Node's modules for that, a twentieth of the time, are not loaded. */
export const withoutProcesses: Plugin = {
  name: 'commander without processes',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer, path }) =>
      /[/\\]commander[/\\]/.test(importer) ? { path, namespace: 'without-processes' } : null,
    );
    onLoad({ filter: /^/, namespace: 'without-processes' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** Modules that are not part of the file are imported by `main.cjs`, which says why. */
export const importedByMain: Plugin = {
  name: 'imported by main',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]build[/\\]src[/\\].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/\bimport\((?!'\.)/g, 'importModule('),
    }));
  },
};
