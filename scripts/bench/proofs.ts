import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { iamCatalogue } from '../../src/node/catalogue.js';
import { exampleInputs } from '../../src/organization-policies/example.js';
import { organizationPolicies } from '../../src/organization-policies/index.js';
import { propertiesOf, statementsOf } from '../../src/organization-policies/inputs.js';
import type { Catalogue } from '../../src/scp/catalogue/catalogue.js';
import type { Level } from '../../src/scp/level.js';
import { minify } from '../../src/scp/minify/minify.js';
import { parsePolicy, parsePolicyDocument } from '../../src/scp/parse/parse.js';
import type { Policy, PolicyDocument, StatementDocument } from '../../src/scp/policy.js';
import type { PropertyDefinition } from '../../src/scp/property.js';
import { noEscape } from '../../src/scp/prove/escape.js';
import { prove } from '../../src/scp/prove/prove.js';
import { randomFrom } from '../fuzz/random.js';
import { fortyDocuments, LEVELS } from './forty-documents.js';
import type { Workplace } from './inputs.js';
import { spread } from './measure.js';
import type { Bench, Section } from './section.js';

/** Proofs over all requests and the whole catalogue. */
export const proofs: Bench = { name: 'proofs', run: measure };

const REAL = '../shared/data/scp';
const ALLOW: StatementDocument = { Effect: 'Allow', Action: '*', Resource: '*' };
const EXEMPT = ['arn:*:iam::*:role/break-glass', 'arn:*:iam::*:role/stacksets-exec-*', 'arn:*:iam::*:role/platform-*'];

/** A property of some policies; of two sides where two are compared. */
interface Query {
  readonly name: string;
  readonly property: Omit<PropertyDefinition, 'name'>;
  readonly sides: readonly (readonly Level[])[];
}

async function measure(_: Workplace, rounds: number): Promise<Section> {
  const catalogue = await iamCatalogue();
  const queries = [...ofShipped(), ...ofForty(catalogue), ...ofReal()];
  const world = { catalogue, organizationId: 'o-exampleorg1', managementAccount: '111111111111' };
  const rows = new Map<string, { readonly results: Set<string>; readonly classes: Set<number>; times: number[] }>();
  for (let round = 0; round < rounds; round++) {
    for (const name of new Set(queries.map((query) => query.name))) {
      const row = rows.get(name) ?? { results: new Set(), classes: new Set(), times: [] };
      rows.set(name, row);
      const start = process.cpuUsage();
      for (const { property, sides } of queries.filter((query) => query.name === name)) {
        const { result, classes } = prove({ name, ...property }, sides, world);
        row.results.add(result);
        row.classes.add(classes);
      }
      const { user, system } = process.cpuUsage(start);
      row.times.push((user + system) / 1000);
    }
  }
  return {
    title: 'Proofs about organization policies',
    text: `Over all requests and ${catalogue.actions.length} actions, and those that do not exist yet. ${rounds} runs of each, in turn; milliseconds of processor time, garbage collection included, for all properties of a row together.`,
    columns: ['', 'result', 'classes at most', 'ms'],
    rows: [...rows].map(([name, { results, classes, times }]) => [
      name,
      [...results].join(', '),
      String(Math.max(...classes)),
      spread(times, 0),
    ]),
  };
}

/** Every property of every control, each against all controls together. */
function ofShipped(): Query[] {
  const controls = organizationPolicies.filter(({ kind }) => kind !== 'RESOURCE_CONTROL_POLICY');
  const made = controls.flatMap((control) => statementsOf(control, exampleInputs(control))?.statements ?? []);
  const together = [level('all', [read({ Version: '2012-10-17', Statement: [ALLOW, ...made] })])];
  const apart = [
    level(
      'all',
      [ALLOW, ...made].map((one) => read({ Version: '2012-10-17', Statement: [one] })),
    ),
  ];
  const properties = controls.flatMap((control) => propertiesOf(control, exampleInputs(control)));
  const [first] = controls;
  const exemptions = first ? exampleInputs(first).exemptions : [];
  const query = (name: string, property: Query['property'], ...others: Level[][]): Query => ({
    name: `policies of the catalogue together: ${name}`,
    property,
    sides: [together, ...others],
  });
  return [
    ...properties.map((property) => query(`their ${properties.length} properties`, property)),
    query('no escape', noEscape(exemptions)),
    query('break-glass can do everything', { property: 'allowed', principals: ['arn:*:iam::*:role/break-glass'] }),
    query('equal to a document for each statement', { property: 'equal' }, apart),
  ];
}

function ofForty(catalogue: Catalogue): Query[] {
  const documents = fortyDocuments(randomFrom(655_477), catalogue);
  const levels = documents.map((some, index) => level(LEVELS[index] ?? '', some.map(read)));
  const joined = documents.map((some, index) =>
    level(LEVELS[index] ?? '', [
      read({ Version: '2012-10-17', Statement: some.flatMap(({ Statement }) => Statement) }),
    ]),
  );
  const without = levels.map((one, index) => (index === 3 ? { ...one, policies: one.policies.slice(0, -1) } : one));
  const except = { regions: ['eu-west-1', 'eu-central-1', 'us-east-1', 'us-west-2'], principals: EXEMPT };
  const query = (name: string, property: Query['property'], ...sides: Level[][]): Query => ({
    name: `forty documents: ${name}`,
    property,
    sides,
  });
  return [
    query('ECS denied outside regions', { property: 'denied', actions: ['ecs:*'], except }, levels),
    query('everything denied outside regions', { property: 'denied', except }, levels),
    query('exempted roles can do everything', { property: 'allowed', principals: EXEMPT }, levels),
    query('equal to one document for each level', { property: 'equal' }, levels, joined),
    query('nothing newly denied with one less', { property: 'noNewDenial' }, levels, without),
    query('nothing newly denied with one more', { property: 'noNewDenial' }, without, levels),
  ];
}

function ofReal(): Query[] {
  if (!existsSync(REAL)) return [];
  const policies = readdirSync(REAL).flatMap((file) => {
    const { policy } = parsePolicy(readFileSync(`${REAL}/${file}`, 'utf8'), 'SERVICE_CONTROL_POLICY');
    return policy ? [policy] : [];
  });
  const allow = read({ Version: '2012-10-17', Statement: [ALLOW] });
  const side = (some: readonly Policy[]): Level[] => [level('real', [allow, ...some])];
  const name = `${policies.length} documents of others`;
  const except = { principals: EXEMPT };
  return [
    ...policies.map((policy) => ({
      name: `${name}: each equal to its minified form`,
      property: { property: 'equal' as const },
      sides: [side([policy]), side([minify(policy)])],
    })),
    { name: `${name}: together, everything denied`, property: { property: 'denied', except }, sides: [side(policies)] },
    {
      name: `${name}: together, nothing newly denied without one`,
      property: { property: 'noNewDenial' },
      sides: [side(policies), side(policies.slice(1))],
    },
  ];
}

function read(document: PolicyDocument): Policy {
  const { policy } = parsePolicyDocument(document, 'SERVICE_CONTROL_POLICY');
  if (!policy) throw new Error('a generated policy is wrong');
  return policy;
}

const level = (target: string, policies: readonly Policy[]): Level => ({
  target,
  name: target,
  policies: policies.map((policy, index) => ({ id: `p-${index}`, name: `p-${index}`, policy })),
});
