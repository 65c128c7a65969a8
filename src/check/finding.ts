import type { Severity } from '../controls/control.js';
import { SEVERITIES } from '../controls/control.js';
import { evaluate } from '../language/evaluate.js';
import { TRUE } from '../language/truth.js';
import type { Position, Resource, Template } from '../resources/resource.js';
import { elementName } from './element-name.js';
import { explanation, type Reason, subjectPath } from './explanation.js';
import { maskText } from './mask.js';
import type { IsResource } from './missing.js';
import type { CheckOptions } from './options.js';
import type { Judgement } from './reference.js';
import type { Result } from './result.js';

/** A judgement, and the resource as it was read. */
export interface Finding {
  readonly judgement: Judgement;
  readonly resource: Resource;
}

/** What results of one template have in common. */
export interface ResultContext {
  readonly template: Template;
  readonly options: Pick<CheckOptions, 'homepage'>;
  readonly isResource: IsResource;
}

/** The result that tells a judgement: what, where, why. */
export function toResult(finding: Finding, context: ResultContext): Result {
  const { judgement, resource } = finding;
  const { control } = judgement.control;
  const container = containerOf(finding);
  return {
    control: control.id,
    severity: severityOf(judgement),
    practice: control.practice,
    help: `${context.options.homepage}/docs/controls/${control.id}.md`,
    verdict: judgement.verdict.verdict,
    resource: {
      type: resource.type,
      id: resource.id,
      ...(resource.address !== undefined && { address: resource.address }),
      ...(resource.construct !== undefined && { construct: resource.construct }),
    },
    ...(container !== null && { container }),
    file: context.template.file,
    ...told(finding, context),
    remedy: control.remedy,
  };
}

type Told = Pick<Result, 'path' | 'line' | 'column' | 'message' | 'also' | 'missing'>;

function told({ judgement, resource }: Finding, { template, isResource }: ResultContext): Told {
  const { control, rule, subject, verdict } = judgement;
  const { title, secretValues } = control.control;
  if (verdict.verdict === 'pass')
    return place({ path: null, position: resource.locate(subjectPath(judgement)), message: title });
  const { reasons, missing } = explanation(
    { rule, resource, subject, verdict: verdict.verdict },
    {
      showing: { mask: (text) => maskText(text, template.sensitive), secretValues: secretValues === true },
      isResource,
      otherwise: verdict.verdict === 'fail' ? `not so here: ${title}` : `cannot be decided: ${title}`,
    },
  );
  const [first, ...also] = reasons;
  return {
    ...place(first),
    ...(also.length > 0 && { also: also.map(place) }),
    ...(missing.length > 0 && { missing: [...missing] }),
  };
}

function place({ path, position, message }: Reason): { path: string | null; message: string } & Nullable<Position> {
  return { path, line: position?.line ?? null, column: position?.column ?? null, message };
}

type Nullable<Type> = { [Key in keyof Type]: Type[Key] | null };

/** The name of the element that is judged, else its index; null where the resource is judged as a whole. */
export function containerOf({ judgement, resource }: Finding): string | null {
  const { index } = judgement.subject;
  if (index === null) return null;
  const list = judgement.rule.each?.path ?? [];
  return elementName(resource, [...list, String(index)]) ?? String(index);
}

function severityOf({ control, subject, verdict }: Judgement): Severity {
  const { lowered, severity } = control;
  if (!lowered || verdict.verdict !== 'fail' || evaluate(lowered.when, subject.scope) !== TRUE) return severity;
  return SEVERITIES.indexOf(lowered.severity) < SEVERITIES.indexOf(severity) ? lowered.severity : severity;
}
