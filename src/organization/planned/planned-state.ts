import type { Configuration } from '../../configuration/configuration.js';
import { suggestion } from '../../configuration/nearest.js';
import { documentsOf, missingParameters, statementsOf } from '../../organization-policies/inputs.js';
import type { Inputs, OrganizationPolicyControl } from '../../organization-policies/organization-policy.js';
import { type Packable, pack } from '../../scp/pack/pack.js';
import { parsePolicy, parsePolicyDocument } from '../../scp/parse/parse.js';
import type { PolicyType, Statement } from '../../scp/policy.js';
import type { TargetPlace } from '../places.js';
import type { DesiredDocument } from '../plan/desired.js';
import type { PolicyTypeName } from '../policy-type.js';
import type { Organization } from '../tree.js';
import { type Governing, GUARDRAILS, governing, isOff } from './governing.js';
import { allowance, type ConfiguredTarget, configuredTargets } from './settings.js';

/** A document that the configuration leads to, before anything is attached. */
export interface PlannedDocument extends DesiredDocument {
  /** `/Workloads` */
  readonly targetName: string;
  readonly characters: number;
  /** Of the type's quota; null where none is known. */
  readonly limit: number | null;
  /** The Sid of each statement (`#` and its position without one), and the control that it is of. */
  readonly statements: readonly { readonly sid: string; readonly control: string }[];
}

export interface PlannedState {
  readonly documents: readonly PlannedDocument[];
  /** Which control is in force where, with what it is given. */
  readonly governing: readonly Governing[];
  /** What is wrong, in words: nothing is planned then. */
  readonly problems: readonly string[];
}

/** What the planned state is computed from. */
export interface PlanSources {
  readonly organization: Organization;
  readonly configuration: Configuration;
  readonly controls: readonly OrganizationPolicyControl[];
  /** The texts of documents that targets name by a path (`./our-own-scp.json`), or why one cannot be read. */
  readonly files: ReadonlyMap<string, { readonly text: string } | { readonly problem: string }>;
}

/** The documents of every target, packed by what the configuration alone says of quotas. */
export function plannedState(sources: PlanSources): PlannedState {
  const { targets, problems } = configuredTargets(sources.configuration, sources.organization);
  const wrong = [...problems, ...unknownPolicies(targets, sources), ...withoutGuardrails(targets, sources)];
  const inForce = governing({ ...sources, targets }).map((one) => withOrganization(one, sources.organization));
  const missing = inForce.flatMap(missingText);
  if (wrong.length > 0 || missing.length > 0) {
    return { documents: [], governing: inForce, problems: [...new Set([...wrong, ...missing])] };
  }
  const places = [...new Map(targets.map(({ place }) => [place.id, place])).values()];
  const planned = places.map((place) =>
    plannedAt(
      place,
      inForce.filter((one) => one.place.id === place.id),
      targets,
      sources,
    ),
  );
  return {
    documents: planned.flatMap(({ documents }) => documents),
    governing: inForce,
    problems: planned.flatMap((one) => one.problems),
  };
}

/** Policies that a target names by the path of a file. */
export const isFile = (policy: string): boolean => /^\.{0,2}\//.test(policy) || policy.endsWith('.json');

function unknownPolicies(targets: readonly ConfiguredTarget[], { controls, files }: PlanSources): string[] {
  const ids = controls.map(({ id }) => id);
  return targets.flatMap(({ target }) =>
    (target.policies ?? []).flatMap((policy) => {
      if (isFile(policy)) {
        const file = files.get(policy);
        return file && 'problem' in file ? [`\`${policy}\`: ${file.problem}`] : [];
      }
      return ids.includes(policy)
        ? []
        : [`target \`${target.unit}\`: there is no organization policy \`${policy}\`${suggestion(policy, ids)}`];
    }),
  );
}

/** Without it every exemption is a way out. */
function withoutGuardrails(targets: readonly ConfiguredTarget[], { configuration }: PlanSources): string[] {
  if (!isOff(configuration, { id: GUARDRAILS })) return [];
  return targets.some(({ target }) => target.policies?.some((policy) => !isFile(policy)))
    ? [
        `\`${GUARDRAILS}\` is turned off: without it anybody could make himself exempt; remove \`controls.${GUARDRAILS}: off\``,
      ]
    : [];
}

/** A perimeter is that of the organization itself, unless another is named. */
function withOrganization(one: Governing, { id }: Organization): Governing {
  if (one.inputs.own['organizationId'] !== '') return one;
  return { ...one, inputs: { ...one.inputs, own: { ...one.inputs.own, organizationId: id } } };
}

const missingText = ({ control, inputs, place }: Governing): string[] =>
  missingParameters(control, inputs).map(
    (name) =>
      `\`${control.id}\` at \`${place.path}\` needs \`${name}\`, which is not set: set it under \`parameters:\` or \`controls.${control.id}.parameters\``,
  );

interface PlannedAt {
  readonly documents: readonly PlannedDocument[];
  readonly problems: readonly string[];
}

function plannedAt(
  place: TargetPlace,
  here: readonly Governing[],
  targets: readonly ConfiguredTarget[],
  sources: PlanSources,
): PlannedAt {
  const prefix = documentPrefix(place, targets);
  const own = ownDocuments(place, targets, sources);
  const statements = here.flatMap(({ control, inputs }) => packableOf(control, inputs));
  const types: PolicyType[] = ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'];
  const packed = types.map((type) => {
    const all = [
      ...statements.filter((one) => one.type === type),
      ...(type === 'SERVICE_CONTROL_POLICY' ? own.packables : []),
    ];
    return packedAt(
      place,
      type,
      type === 'SERVICE_CONTROL_POLICY' ? prefix : `${prefix}-rcp`,
      all,
      sources.configuration,
    );
  });
  const others = here.flatMap(({ control, inputs }) =>
    contentDocuments(control, inputs, place, prefix, sources.configuration),
  );
  return {
    documents: [...packed.flatMap(({ documents }) => documents), ...others.flatMap(({ documents }) => documents)],
    problems: [
      ...own.problems,
      ...packed.flatMap(({ problems }) => problems),
      ...others.flatMap(({ problems }) => problems),
    ],
  };
}

interface TypedPackable extends Packable {
  readonly type: PolicyType;
}

function packableOf(control: OrganizationPolicyControl, inputs: Inputs): TypedPackable[] {
  const made = statementsOf(control, inputs);
  if (!made) return [];
  const parsed = parsePolicyDocument({ Version: '2012-10-17', Statement: made.statements }, made.type);
  // INVARIANT: generated statements parse; a test holds every control to it.
  if (parsed.problems) throw new Error(`\`${control.id}\`: ${parsed.problems[0]?.message}`);
  return [{ control: control.id, statements: parsed.policy.statements, type: made.type }];
}

function ownDocuments(place: TargetPlace, targets: readonly ConfiguredTarget[], { files }: PlanSources) {
  const named = targets
    .filter((one) => one.place.id === place.id)
    .flatMap(({ target }) => (target.policies ?? []).filter(isFile));
  const packables: TypedPackable[] = [];
  const problems: string[] = [];
  for (const name of new Set(named)) {
    const file = files.get(name);
    if (!file || 'problem' in file) continue;
    const { policy, problems: wrong = [] } = parsePolicy(file.text, 'SERVICE_CONTROL_POLICY');
    problems.push(...wrong.map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`));
    if (policy) packables.push({ control: name, statements: policy.statements, type: 'SERVICE_CONTROL_POLICY' });
  }
  return { packables, problems };
}

function packedAt(
  place: TargetPlace,
  type: PolicyType,
  prefix: string,
  packables: readonly TypedPackable[],
  configuration: Configuration,
): PlannedAt {
  if (packables.length === 0) return { documents: [], problems: [] };
  const { characters, slots } = allowance(configuration, type);
  const packed = pack(packables, {
    type,
    prefix,
    characters: characters ?? Number.MAX_SAFE_INTEGER,
    slots: slots ?? packables.length,
  });
  if (!packed.fits) return { documents: [], problems: [`\`${place.path}\`: ${packed.message}`] };
  const documents = packed.documents.map(({ name, text, controls, policy }) => ({
    type,
    name,
    content: text,
    target: place.id,
    targetName: place.path,
    controls,
    characters: text.length,
    limit: characters,
    statements: policy.statements.map((statement, index) => ({
      sid: statement.sid ?? `#${index + 1}`,
      control: controlOf(statement, packables),
    })),
  }));
  return { documents, problems: [] };
}

const controlOf = (statement: Statement, packables: readonly TypedPackable[]): string =>
  packables.find(({ statements }) => statements.includes(statement))?.control ?? '';

function contentDocuments(
  control: OrganizationPolicyControl,
  inputs: Inputs,
  place: TargetPlace,
  prefix: string,
  configuration: Configuration,
): PlannedAt[] {
  return documentsOf(control, inputs).map(({ kind, content }) => {
    const text = JSON.stringify(content);
    const { characters } = allowance(configuration, kind);
    const name = `${prefix}-${control.id}${kind === control.kind ? '' : `-${suffix(kind)}`}`;
    const document = {
      type: kind,
      name,
      content: text,
      target: place.id,
      targetName: place.path,
      controls: [control.id],
      characters: text.length,
      limit: characters,
      statements: [],
    };
    const tooLong = characters !== null && text.length > characters;
    return {
      documents: [document],
      problems: tooLong
        ? [
            `\`${place.path}\`: \`${control.id}\` takes ${text.length} characters, and a document of type ${kind} may have ${characters}`,
          ]
        : [],
    };
  });
}

const suffix = (kind: PolicyTypeName): string =>
  kind
    .toLowerCase()
    .replace(/_policy$/, '')
    .replaceAll('_', '-');

/** `ringfence-workloads-production`; two places that would read alike get their ids. */
function documentPrefix(place: TargetPlace, targets: readonly ConfiguredTarget[]): string {
  const alike = targets.some((one) => one.place.id !== place.id && slug(one.place) === slug(place));
  return `ringfence-${slug(place)}${alike ? `-${place.id}` : ''}`.slice(0, 100);
}

const slug = ({ path }: TargetPlace): string =>
  path === '/'
    ? 'root'
    : path
        .slice(1)
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');
