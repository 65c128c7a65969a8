import { isMap, own, type Value } from '../language/value.js';
import { beginsWithItems } from './item-start.js';
import { jsonValue } from './json.js';
import type { Reading, ReadSettings } from './reading.js';
import { SHOW_PLAN } from './text.js';

/**
 * Reads one text by what it holds: a Terraform plan, a task definition, configuration items or a CloudFormation
 * template. Only the reader that is needed is loaded.
 *
 * @param input the whole text
 * @param settings the file, as results name it, and what a template is deployed with
 * @returns null for a text that is something else
 */
export async function readInput(input: string, settings: ReadSettings): Promise<Reading | null> {
  const text = input.replace(/^\uFEFF/, '');
  const wrongForm = planInWrongForm(text, settings.file);
  if (wrongForm !== null) {
    return { problem: { file: settings.file, line: null, column: null, message: `${wrongForm}: ${SHOW_PLAN}` } };
  }
  return (await readJson(text, settings)) ?? readTemplateText(text, settings);
}

/** What stands there instead of a plan's JSON; null where it is something else. */
function planInWrongForm(text: string, file: string): string | null {
  if (text.startsWith('PK\u0003\u0004')) return 'this is a binary Terraform plan; give its JSON';
  if (/\.(tf|tofu)$/i.test(file) || (file === '-' && TERRAFORM_SOURCE.test(text))) {
    return 'these are Terraform sources; give the JSON of their plan';
  }
  if (/^\s*\{"@level":/.test(text)) return "this is the log of `terraform plan -json`; give the plan's own JSON";
  return null;
}

const TERRAFORM_SOURCE = /^(resource|data)\s+"[\w-]+"\s+"[\w-]+"\s*\{/m;

const PLAN_KEY = /"(planned_values|resource_changes)"\s*:/;
const TASK_KEY = /"containerDefinitions"\s*:/;

/** Keys that configuration items have, of which the last two are many other texts' as well. */
const ITEM_KEY = /"(configurationItem\w*|baseConfigurationItems|resourceType|Results)\\?"\s*:/;
const OWN_ITEM_KEY = /"(configurationItem\w*|baseConfigurationItems)\\?"\s*:/;

/** Plans, task definitions and configuration items are JSON with one of some keys; a text without is not parsed here. */
async function readJson(text: string, settings: ReadSettings): Promise<Reading | null> {
  if (!/^\s*[{[]/.test(text)) return null;
  if (!PLAN_KEY.test(text) && !TASK_KEY.test(text) && !ITEM_KEY.test(text)) return null;
  const value = jsonValue(text);
  if (value === undefined) return brokenJson(text, settings);
  if (isPlan(value)) {
    const { readTerraformPlan } = await import('./terraform-plan/index.js');
    return readTerraformPlan(value, settings);
  }
  return (await readTask(value, text, settings)) ?? readItems(value, text, settings);
}

async function brokenJson(text: string, { file }: ReadSettings): Promise<Reading | null> {
  const isMeant = PLAN_KEY.test(text) || TASK_KEY.test(text) || OWN_ITEM_KEY.test(text);
  if (!isMeant || (TEMPLATE_KEY.test(text) && !beginsWithItems(text))) return null;
  const { parseJson } = await import('./json-text.js');
  const { problem } = parseJson(text, file);
  return problem ? { problem } : null;
}

async function readTask(value: Value, text: string, settings: ReadSettings): Promise<Reading | null> {
  if (!TASK_KEY.test(text)) return null;
  const { isTaskDefinition, readParsedTaskDefinition } = await import('./task-definition/index.js');
  return isTaskDefinition(value) ? readParsedTaskDefinition(value, text, settings) : null;
}

async function readItems(value: Value, text: string, settings: ReadSettings): Promise<Reading | null> {
  if (!ITEM_KEY.test(text)) return null;
  const { readConfigItems } = await import('./config-item/index.js');
  return readConfigItems(value, text, settings);
}

function isPlan(value: Value): boolean {
  if (!isMap(value)) return false;
  return (
    own(value, 'resource_changes') !== null ||
    (own(value, 'planned_values') !== null && own(value, 'format_version') !== null)
  );
}

/** A key that every template has, wherever it stands: such a text is worth parsing. */
const TEMPLATE_KEY = /\b(AWSTemplateFormatVersion|Resources)["']?\s*:/;

/** Whether a text that cannot be parsed is meant to be a template: it has such a key at its top level. */
function meantAsTemplate(text: string): boolean {
  if (/^\s*\{/.test(text)) return /"(AWSTemplateFormatVersion|Resources)"\s*:/.test(text);
  return /^["']?(AWSTemplateFormatVersion|Resources)["']?\s*:/m.test(text);
}

async function readTemplateText(text: string, settings: ReadSettings): Promise<Reading | null> {
  if (!TEMPLATE_KEY.test(text)) return null;
  const { isTemplate, parseTemplate, readTemplate } = await import('./cloudformation/index.js');
  const parsed = parseTemplate(text);
  const meant = parsed.problem ? meantAsTemplate(text) : isTemplate(parsed.tree);
  return meant ? readTemplate(parsed, settings) : null;
}
