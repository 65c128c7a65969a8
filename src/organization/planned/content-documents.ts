import type { Configuration } from '../../configuration/configuration.js';
import type { PolicyTypeName } from '../../configuration/policy-type.js';
import { documentsOf } from '../../organization-policies/inputs.js';
import type { Governing } from './governing.js';
import type { DocumentPlace, PlannedAt, PlannedDocument } from './planned-document.js';
import { allowance } from './settings.js';

/** The documents of a target in languages other than IAM's: one for each control, since they cannot be packed. */
export function contentDocuments(
  at: DocumentPlace,
  inForce: readonly Governing[],
  configuration: Configuration,
): PlannedAt {
  const documents = inForce.flatMap(({ control, inputs }) =>
    documentsOf(control, inputs).map(({ kind, content }): PlannedDocument => {
      const text = JSON.stringify(content);
      return {
        type: kind,
        name: `${at.prefix}-${control.id}`,
        content: text,
        target: at.target,
        targetName: at.targetName,
        unit: at.unit,
        controls: [control.id],
        characters: text.length,
        limit: allowance(configuration, kind).characters,
        statements: [],
      };
    }),
  );
  return { documents, problems: [...documents.flatMap(tooLong), ...tooMany(at, documents, configuration)] };
}

const tooLong = ({ targetName, controls, type, characters, limit }: PlannedDocument): string[] =>
  limit === null || characters <= limit
    ? []
    : [
        `\`${targetName}\`: \`${controls.join()}\` takes ${characters} characters, and a document of type ${type} may have ${limit}: shorten its lists`,
      ];

function tooMany(
  { targetName }: DocumentPlace,
  documents: readonly PlannedDocument[],
  configuration: Configuration,
): string[] {
  const types = new Set<PolicyTypeName>(documents.map(({ type }) => type));
  return [...types].flatMap((type) => {
    const { slots } = allowance(configuration, type);
    const count = documents.filter((document) => document.type === type).length;
    if (slots === null || count <= slots) return [];
    return [
      `\`${targetName}\`: ${count} documents of type ${type}, and there are ${slots} slots: use fewer controls here, or reserve fewer slots for others`,
    ];
  });
}
