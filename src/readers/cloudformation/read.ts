import type { ReadProblem, Template } from '../../resources/resource.js';
import type { Reading, ReadSettings } from '../reading.js';
import { conditionPlaces, decideCondition } from './conditions.js';
import { declarationsOf } from './declarations.js';
import { Deployment, Evaluation } from './evaluation.js';
import { parameterTexts, sensitiveTexts } from './parameters.js';
import { type ParsedText, type ParseProblem, parseTemplate, problemOf } from './parse.js';
import { pseudoParameters } from './pseudo-parameters.js';
import { resolveNode } from './resolve.js';
import { resolveResources } from './resources.js';
import type { Source } from './source.js';
import { TemplateError } from './template-error.js';
import { existing, variantsOf } from './variants.js';

/**
 * Reads a CloudFormation template, JSON or YAML, as the deployment with the given parameters would make it. What only
 * deployment knows stays a function.
 *
 * @param text with or without a byte order mark
 */
export function readCloudFormation(text: string, settings: ReadSettings): Reading {
  return readTemplate(parseTemplate(text), settings);
}

/** `readCloudFormation` for a text that is already parsed. */
export function readTemplate(parsed: ParsedText | ParseProblem, settings: ReadSettings): Reading {
  if (parsed.problem) return { problem: { file: settings.file, ...parsed.problem } };
  try {
    return { template: resolveTemplate(parsed, settings) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { problem: problemIn(settings.file, error, parsed.source) };
  }
}

const problemIn = (file: string, error: TemplateError, source: Source): ReadProblem => ({
  file,
  ...problemOf(error, source).problem,
});

function resolveTemplate({ tree, source }: ParsedText, settings: ReadSettings): Template {
  const declarations = declarationsOf(tree);
  const texts = parameterTexts(declarations.parameters, settings.parameters);
  const resolvers = { value: resolveNode, condition: decideCondition };
  const deployment = new Deployment(declarations, texts, pseudoParameters(settings), resolvers);
  decideAll(deployment);
  const section = resolveResources(tree, deployment, source);
  return {
    kind: 'cloudformation',
    file: settings.file,
    resources: existing(section.resources),
    parameters: [...declarations.parameters.keys()],
    ...(section.problems.length > 0 && {
      problems: section.problems.map((problem) => problemIn(settings.file, problem, source)),
    }),
    variants: () => variantsOf(tree, source, deployment, section),
    sensitive: sensitiveTexts(declarations.parameters, settings.parameters),
  };
}

/** Decides every condition, used or not, so that a circle among them is always reported. */
function decideAll(deployment: Deployment): void {
  const evaluation = new Evaluation(deployment);
  for (const name of conditionPlaces(deployment, evaluation).keys()) evaluation.decide(name);
}
