import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedTemplates } from './generated.js';

/** The repository's root. Compiled, this file is `build/scripts/bench/inputs.js`. */
const repository = fileURLToPath(new URL('../../../', import.meta.url));

export const inRepository = (path: string): string => join(repository, path);

/** The command line of this checkout. */
export const RINGFENCE = ['node', inRepository('build/src/cli/main.cjs')] as const;

/** A file that something is measured on. */
export interface Sample {
  readonly name: string;
  readonly text: string;
}

/** A temporary folder, and what is measured on. */
export interface Workplace {
  readonly folder: string;
  readonly samples: readonly Sample[];
  /** What the samples are, for the page. */
  readonly origin: string;
  readonly remove: () => void;
}

export function openWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), 'ringfence-bench-'));
  return { folder, ...samples(), remove: () => rmSync(folder, { recursive: true }) };
}

function samples(): Pick<Workplace, 'samples' | 'origin'> {
  const real = join(repository, '../shared/data/cloudformation');
  if (!existsSync(real)) {
    const generated = generatedTemplates();
    return { samples: generated, origin: `${generated.length} generated templates, ${sizes(generated)}` };
  }
  const found = readdirSync(real)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .map((name) => ({ name, text: readFileSync(join(real, name), 'utf8') }));
  return { samples: found, origin: `${found.length} real templates of public repositories, ${sizes(found)}` };
}

function sizes(files: readonly Sample[]): string {
  const kilobytes = files.map(({ text }) => text.length / 1000).sort((one, other) => one - other);
  const [least, most] = [kilobytes[0], kilobytes.at(-1)];
  const sum = kilobytes.reduce((total, size) => total + size, 0);
  return `${least?.toFixed(1)} to ${most?.toFixed(1)} KB, ${(sum / files.length).toFixed(1)} KB on average`;
}

/** A folder with `count` files: the samples, again and again. */
export function repeated(workplace: Workplace, name: string, samples: readonly Sample[], count: number): string {
  const folder = join(workplace.folder, name);
  mkdirSync(folder, { recursive: true });
  for (let number = 0; number < count; number++) {
    const sample = samples[number % samples.length];
    if (!sample) throw new Error('no template to measure with');
    writeFileSync(join(folder, `${String(number).padStart(5, '0')}${extname(sample.name)}`), sample.text);
  }
  return folder;
}

/** The sample whose size is in the middle. */
export function typical({ samples }: Workplace): Sample {
  const bySize = samples.toSorted((one, other) => one.text.length - other.text.length);
  const found = bySize[Math.floor(bySize.length / 2)];
  if (!found) throw new Error('no template to measure with');
  return found;
}
