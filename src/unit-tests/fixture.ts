/** Keys that begin what tests are judged on: templates, plans, task definitions, organization files. */
const FIXTURE =
  /^[ \t]*["']?(AWSTemplateFormatVersion|Resources|format_version|planned_values|containerDefinitions|managementAccount|root)["']?\s*:/m;

const TESTS = /^["']?(controls|requests|properties)["']?\s*:/m;

/**
 * Whether a YAML file in a folder of tests is what tests are judged on. Anything else there is meant to be a test:
 * a misspelt key must not make its cases vanish.
 */
export function isFixture(text: string): boolean {
  return FIXTURE.test(text) && !TESTS.test(text);
}
