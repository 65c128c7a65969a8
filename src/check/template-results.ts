import type { Resource, Template } from '../resources/resource.js';
import { dependentResults } from './dependencies.js';
import type { Finding, ResultContext } from './finding.js';
import { type InlineExceptions, inlineExceptions } from './inline-exceptions.js';
import { judge } from './judge.js';
import { maskResult, maskText } from './mask.js';
import { type Counts, type Keep, NO_COUNTS } from './outcome.js';
import type { Result } from './result.js';
import type { Run } from './run.js';
import { findingKey, witnesses } from './witnesses.js';

/** What one template comes to. */
export interface TemplateResults {
  /** Among them all that are asked for. */
  readonly results: readonly Result[];
  /** Of the verdicts that no result tells of. */
  readonly others: Counts;
  /** The exceptions that its resources carry. */
  readonly inline: readonly InlineExceptions[];
}

/**
 * Judges the resources of a template: results in document order, then by control and container.
 * @param account where the template is deployed, if that is known; what a resource says of itself comes first
 */
export function templateResults(template: Template, run: Run, account: string | undefined): TemplateResults {
  const { options } = run;
  const byId = new Map(template.resources.map((resource) => [resource.id, resource]));
  const context: ResultContext = { template, options, isResource: (id) => byId.has(id) };
  const inline = new Map<string, InlineExceptions>();
  for (const resource of template.resources) {
    if (resource.exceptions !== undefined) inline.set(resource.id, inlineExceptions(resource, template.file, options));
  }
  const exceptionPath = options.exceptionPath(template.file);
  const { unexcepted, others } = unexceptedResults(context, byId, run);
  const results = unexcepted.map((result) => {
    const own = inline.get(result.resource.id)?.applied ?? [];
    const occurrence = { exceptionPath, account: byId.get(result.resource.id)?.account ?? account };
    const excepted = run.exceptions.apply(result, occurrence, own);
    return withoutSecrets(run.pointAtSource(excepted), template.sensitive);
  });
  return { results, others, inline: [...inline.values()] };
}

function unexceptedResults(
  context: ResultContext,
  byId: ReadonlyMap<string, Resource>,
  run: Run,
): { readonly unexcepted: readonly Result[]; readonly others: Counts } {
  const { template } = context;
  const { anyParameter } = run.options;
  const prepared = run.preparation.prepareNoting(template.resources);
  const judgements = judge(run.judges, run.controls, { Resources: prepared.prepared });
  const findings = judgements.flatMap((judgement): Finding[] => {
    const resource = byId.get(judgement.verdict.resource);
    return resource ? [{ judgement, resource }] : [];
  });
  const passes = findings.some(({ judgement }) => judgement.verdict.verdict === 'pass');
  const variants = passes || anyParameter ? (template.variants?.() ?? []) : [];
  const found = witnesses(variants, { template: prepared, tells: toldOf(findings, anyParameter), anyParameter, run });
  const told = findings.filter((finding) => !isOnlyCounted(finding, found, run.asked.keep));
  const results = dependentResults(told, found, context, anyParameter);
  return { unexcepted: inDocumentOrder(results, template.resources), others: countsWithout(findings, told) };
}

/** Most verdicts are passes, and to say of each where it is and why takes as long as to find it. */
function isOnlyCounted(finding: Finding, found: ReadonlyMap<string, unknown>, keep: Keep): boolean {
  const { verdict } = finding.judgement.verdict;
  if (keep === 'all' || verdict === 'fail') return false;
  if (verdict === 'unknown') return keep === 'fails';
  return found.size === 0 || !found.has(findingKey(finding));
}

function countsWithout(findings: readonly Finding[], told: readonly Finding[]): Counts {
  const count = (verdict: 'pass' | 'unknown'): number => {
    const isOf = ({ judgement }: Finding): boolean => judgement.verdict.verdict === verdict;
    return findings.filter(isOf).length - told.filter(isOf).length;
  };
  return { ...NO_COUNTS, summary: { ...NO_COUNTS.summary, pass: count('pass'), unknown: count('unknown') } };
}

/** Whether a fail in another deployment would be told: of what passes in this one, or is not in it. */
function toldOf(findings: readonly Finding[], anyParameter: boolean): (key: string) => boolean {
  let passes: Map<string, boolean> | undefined;
  return (key) => {
    passes ??= passesByKey(findings);
    return passes.get(key) ?? anyParameter;
  };
}

function passesByKey(findings: readonly Finding[]): Map<string, boolean> {
  const passes = new Map<string, boolean>();
  for (const finding of findings) {
    const key = findingKey(finding);
    passes.set(key, finding.judgement.verdict.verdict === 'pass' || passes.get(key) === true);
  }
  return passes;
}

/** What only another deployment has comes last. Sorting is stable: controls and containers stay as they are. */
function inDocumentOrder(results: readonly Result[], resources: readonly Resource[]): Result[] {
  const positions = new Map(resources.map(({ id }, position) => [id, position]));
  const position = ({ resource }: Result): number => positions.get(resource.id) ?? resources.length;
  return results.toSorted((one, other) => position(one) - position(other));
}

/** Addresses and construct paths are names, as ids are; the name of a container is a value. */
function withoutSecrets(result: Result, sensitive: readonly string[]): Result {
  const { resource, ...rest } = maskResult(result, sensitive);
  const { address, construct } = resource;
  return {
    ...rest,
    ...(rest.container !== undefined && { container: maskText(rest.container, sensitive) }),
    resource: {
      ...resource,
      ...(address !== undefined && { address: maskText(address) }),
      ...(construct !== undefined && { construct: maskText(construct) }),
    },
  };
}
