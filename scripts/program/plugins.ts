import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
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
