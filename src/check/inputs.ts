import type { UnpackedBytes } from '../readers/gzip.js';
import { isGzip } from '../readers/item-start.js';
import type { Reading, ReadSettings } from '../readers/reading.js';
import type { Template } from '../resources/resource.js';
import { code } from './code.js';
import { maskError } from './mask.js';
import type { CheckInput, CheckOptions } from './options.js';
import { isQuoted } from './quote.js';
import type { CheckError } from './result.js';

/** A template, and the text that it was read from, where lines of it may be quoted. */
export interface ReadInput {
  readonly template: Template;
  readonly text: string;
  readonly error?: never;
}

/** What an input comes to: a template, what is wrong with it, or nothing that can be judged. */
export type InputReading = ReadInput | { readonly error: CheckError; readonly template?: never } | null;

/**
 * Reads one input. Never throws: what cannot be read is an error of the run, and the other inputs are judged. Messages
 * quote names of the input, which may hold secrets as anything else.
 */
export async function readTemplate(input: CheckInput, options: CheckOptions): Promise<InputReading> {
  const reading = await readUnmasked(input, options);
  return reading?.error ? { error: maskError(reading.error, []) } : reading;
}

async function readUnmasked(input: CheckInput, options: CheckOptions): Promise<InputReading> {
  try {
    const [{ decodeText }, { readInput }] = await Promise.all([
      import('../readers/text.js'),
      import('../readers/recognise.js'),
    ]);
    const unpacked = await unpackedBytes(await input.read(), input.file);
    if (unpacked.problem) return { error: unpacked.problem };
    const decoded = decodeText(unpacked.bytes, input.file);
    if (decoded.problem) return { error: decoded.problem };
    const reading: Reading | null = await readInput(decoded.text, settingsFor(input, options));
    if (reading?.problem) return { error: reading.problem };
    if (reading) {
      const { template } = reading;
      // What is not quoted is long: its text is not kept while it is judged.
      return { template, text: isQuoted(template.kind) ? decoded.text : '' };
    }
    return input.named ? { error: inputError(input.file, await unrecognised(decoded.text, input.file)) } : null;
  } catch (error) {
    return { error: inputError(input.file, `cannot be read: ${messageOf(error)}`) };
  }
}

/** The bytes as they are, or what they were before they were compressed. */
async function unpackedBytes(bytes: Uint8Array, file: string): Promise<UnpackedBytes> {
  if (!isGzip(bytes)) return { bytes };
  const { gunzipped } = await import('../readers/gzip.js');
  return gunzipped(bytes, file);
}

/** What a named input is instead of a template. */
async function unrecognised(text: string, file: string): Promise<string> {
  const { isManifest } = await import('../readers/cdk/manifest.js');
  if (!isManifest(text)) return UNRECOGNISED;
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '.';
  const instead = file === '-' ? '' : `: ${code(folder)}`;
  return `this is the manifest of a CDK assembly; give the folder that holds it instead${instead}`;
}

/** The parts of a template that cannot be read: errors of the run beside the results of the others. */
export const problemsOf = ({ problems = [], sensitive }: Template): readonly CheckError[] =>
  problems.map((problem) => maskError(problem, sensitive));

const UNRECOGNISED =
  'this is neither a CloudFormation template, a Terraform plan as JSON, an ECS task definition, nor what AWS Config gives of configuration items: there is nothing to judge';

/** A stack of an assembly knows best where it is deployed; given parameters come before those of its manifest. */
function settingsFor(input: CheckInput, options: CheckOptions): ReadSettings {
  const { stack } = input;
  const region = stack?.region ?? options.region;
  const account = accountOf(input, options);
  return {
    file: input.file,
    parameters: { ...stack?.parameters, ...options.parameters },
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
  };
}

/** The account that an input is deployed to, where that is known. */
export function accountOf(
  { stack }: Pick<CheckInput, 'stack'>,
  { account }: Pick<CheckOptions, 'account'>,
): string | undefined {
  return stack?.account ?? account;
}

/** An error of an input as a whole. */
export const inputError = (file: string, message: string): CheckError => ({ file, line: null, column: null, message });

/** What went wrong, in words for a reader: never a stack trace. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
