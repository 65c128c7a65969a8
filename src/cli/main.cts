#!/usr/bin/env node
/**
 * The command. The program is one file beside this one, `program.cjs`, with what V8 has compiled of it before: opening
 * and compiling its 200 modules took longer than judging a template. `scripts/program.ts` writes both.
 */
import fs = require('node:fs');
import path = require('node:path');
import url = require('node:url');
import vm = require('node:vm');

import type { Program } from './program.js' with { 'resolution-mode': 'import' };

// `thread.cts` loads the same program.
if (require.main === module) {
  const program = load();
  void program.run(process.argv.slice(2), program.processTerminal()).then((status) => {
    // Instead of `exit()`: what is still being written reaches its reader.
    process.exitCode = status;
  });
}

function load(): Program {
  const filename = path.join(__dirname, 'program.cjs');
  const cachedData = compiled();
  // It is ASCII, which is read faster as Latin-1.
  const script = new vm.Script(fs.readFileSync(filename, 'latin1'), {
    filename,
    // Without it, or where V8 refuses it, the text is compiled: slower, and the same.
    ...(cachedData && { cachedData }),
  });
  // What a cache was accepted for cannot import modules itself: V8 has not kept for whom it does.
  const importModule = (specifier: string): Promise<unknown> => import(specifier);
  return script.runInThisContext()(require, importModule, url.pathToFileURL(__filename).href);
}

/** What another version of Node compiled is of no use, and V8 does not ask which processor it was for. */
function compiled(): Buffer | null {
  const { version, platform, arch } = process;
  try {
    return fs.readFileSync(path.join(__dirname, `program-${version}-${platform}-${arch}.cache`));
  } catch {
    return null;
  }
}

export = load;
