import type { Configuration } from '../../configuration/configuration.js';
import { statementsOf } from '../../organization-policies/inputs.js';
import { type Packable, pack } from '../../scp/pack/pack.js';
import { parsePolicy, parsePolicyDocument } from '../../scp/parse/parse.js';
import type { PolicyType, Statement } from '../../scp/policy.js';
import type { Governing } from './governing.js';
import type { DocumentPlace, PlannedAt } from './planned-document.js';
import { allowance } from './settings.js';

/** The statements of a control at a place; null where it has none of the type. */
export function packableOf({ control, inputs }: Governing, type: PolicyType): Packable | null {
  const made = statementsOf(control, inputs);
  if (made?.type !== type) return null;
  const parsed = parsePolicyDocument({ Version: '2012-10-17', Statement: made.statements }, type);
  // INVARIANT: generated statements parse; a test holds every control to it.
  if (parsed.problems) throw new Error(`\`${control.id}\`: ${parsed.problems[0]?.message}`);
  return { control: control.id, statements: parsed.policy.statements };
}

/** The statements of a target in as few documents as its slots take. */
export function statementDocuments(
  at: DocumentPlace,
  type: PolicyType,
  packables: readonly Packable[],
  configuration: Configuration,
): PlannedAt {
  if (packables.length === 0) return { documents: [], problems: [] };
  const { characters, slots, reserved } = allowance(configuration, type);
  if (slots === 0)
    return {
      documents: [],
      problems: [
        `\`${at.targetName}\`: there are 0 slots for ${type}, since all are reserved for others (\`organization.quotas.${type}.reserved: ${reserved}\`): reserve fewer`,
      ],
    };
  const prefix = type === 'SERVICE_CONTROL_POLICY' ? at.prefix : `${at.prefix}-rcp`;
  const packed = pack(packables, {
    type,
    prefix,
    characters: characters ?? Number.MAX_SAFE_INTEGER,
    slots: slots ?? packables.length,
  });
  if (!packed.fits) return { documents: [], problems: [`\`${at.targetName}\`: ${packed.message}`] };
  const texts = packed.documents.map(({ text }) => text);
  // INVARIANT: packing changes no decision.
  if (!holdSame(texts, packables, type)) throw new Error(`packing changed the statements of \`${prefix}\``);
  const documents = packed.documents.map(({ name, text, controls, policy }) => ({
    type,
    name,
    content: text,
    target: at.target,
    targetName: at.targetName,
    unit: at.unit,
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

const controlOf = (statement: Statement, packables: readonly Packable[]): string =>
  packables.find(({ statements }) => statements.includes(statement))?.control ?? '';

/**
 * Whether documents, read back, hold exactly the statements that were to be packed: then both decide every request alike,
 * since statements of one target add up whichever document they are in.
 */
function holdSame(texts: readonly string[], packables: readonly Packable[], type: PolicyType): boolean {
  const wanted = packables.flatMap(({ statements }) => statements);
  const found = texts.flatMap((text) => parsePolicy(text, type).policy?.statements ?? []);
  const [one, other] = [wanted, found].map((statements) => JSON.stringify(statements.map(meaning).toSorted()));
  return one === other;
}

function meaning({ sid, effect, actions, resources, conditions }: Statement): string {
  const tests = conditions.map(({ operator: { text: _text, ...operator }, key, values }) =>
    JSON.stringify([Object.entries(operator).toSorted(), key, values]),
  );
  return JSON.stringify([sid, effect, actions, resources, tests.toSorted()]);
}
