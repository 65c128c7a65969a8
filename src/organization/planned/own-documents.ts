import { isFile } from '../../configuration/targets.js';
import type { Packable } from '../../scp/pack/pack.js';
import { parsePolicy } from '../../scp/parse/parse.js';
import type { ConfiguredTarget } from './settings.js';

/** The text of a document that a target names by a path, or why it cannot be read. */
export type PolicyFile = { readonly text: string } | { readonly problem: string };

interface OwnDocuments {
  /** Service control policies, ready to be packed with generated ones; `control` is the path. */
  readonly packables: readonly Packable[];
  readonly problems: readonly string[];
}

/** The documents of one's own (`./our-own-scp.json`) that targets of one place name. */
export function ownDocuments(
  targets: readonly ConfiguredTarget[],
  files: ReadonlyMap<string, PolicyFile>,
): OwnDocuments {
  const named = new Set(targets.flatMap(({ target }) => (target.policies ?? []).filter(isFile)));
  const read = [...named].map((name) => ownDocument(name, files.get(name)));
  return {
    packables: read.flatMap(({ packables }) => packables),
    problems: read.flatMap(({ problems }) => problems),
  };
}

function ownDocument(name: string, file: PolicyFile | undefined): OwnDocuments {
  const wrong = (...problems: readonly string[]): OwnDocuments => ({ packables: [], problems });
  if (!file) return wrong(`\`${name}\` was not read`);
  if ('problem' in file) return wrong(`\`${name}\`: ${file.problem}`);
  const { policy, problems } = parsePolicy(file.text, 'SERVICE_CONTROL_POLICY');
  if (problems) return wrong(...problems.map(({ line, column, message }) => `${name}:${line}:${column}: ${message}`));
  if (policy.version !== '2012-10-17')
    return wrong(
      `\`${name}\`: it needs \`"Version": "2012-10-17"\`, as it is packed with statements of that version, in which \`\${…}\` is a variable`,
    );
  return { packables: [{ control: name, statements: policy.statements }], problems: [] };
}
