import type { Proof, ProveResult } from '../prove/schema.js';
import { painter } from './paint.js';
import { safeJson, safeText } from './safe-text.js';

/** The JSON report: `schemas/prove-result.json`. */
export const proveJson = (result: ProveResult): string => `${safeJson(result)}\n`;

/** Proofs as people read them, a counterexample with the command that replays it, and what no policy can hold. */
export function proveText({ results, residue, leftOut }: ProveResult, options: { readonly colour: boolean }): string {
  const paint = painter(options.colour);
  const blocks = results.map((proof) => {
    const word = proof.result === 'proved' ? proof.result : paint.high(proof.result);
    return [`${word}  ${safeText(proof.property)}`, ...proofLines(proof).map((line) => `      ${line}`)].join('\n');
  });
  const count = (result: Proof['result']): number => results.filter((proof) => proof.result === result).length;
  return [
    ...blocks,
    '',
    ...leftOut.map((text) => `left out: ${safeText(text)}`),
    'No service control policy can hold:',
    ...residue.map((text) => `  ${safeText(text)}`),
    `${count('proved')} proved, ${count('refuted')} refuted, ${count('undecided')} undecided`,
    '',
  ].join('\n');
}

/** What a proof rests on, or what refutes the property. */
export function proofLines({ result, accounts, classes, facts, counterexample, reason }: Proof): string[] {
  if (result === 'proved') {
    return [
      `${accounts} ${accounts === 1 ? 'place' : 'places'}, ${classes} classes of actions`,
      ...facts.map((fact) => `by the fact ${safeText(fact)}`),
    ];
  }
  if (!counterexample) return [safeText(reason ?? '')];
  const { principal, action, resource, region, account, unit, context = {} } = counterexample;
  const options = [
    `--principal ${quoted(principal)}`,
    `--action ${quoted(action)}`,
    ...(resource === undefined ? [] : [`--resource ${quoted(resource)}`]),
    ...(region === undefined ? [] : [`--region ${quoted(region)}`]),
    ...(account === undefined ? [] : [`--account ${account}`]),
    ...(unit === undefined ? [] : [`--unit ${quoted(unit)}`]),
    ...Object.entries(context).flatMap(([key, values]) =>
      [values].flat().map((value) => `--context ${quoted(`${key}=${value}`)}`),
    ),
  ];
  return [safeText(reason ?? ''), `ringfence simulate ${safeText(options.join(' '), 2000)}`];
}

const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
