import assert from 'node:assert/strict';
import { sourceBlockIndex } from '../../../src/readers/terraform-plan/index.js';

const MAIN = `# resource "aws_ecs_service" "commented" {
/* resource "aws_ecs_service" "blocked" {
} */
// resource "aws_ecs_service" "slashed" {
locals {
  text = "} resource \\"aws_ecs_service\\" \\"quoted\\" { \${join("}", ["a"])}"
  script = <<-EOT
    resource "aws_ecs_service" "heredoc" {
  EOT
}

resource "aws_ecs_cluster" "main" {
  name = "main"
}
  resource aws_ecs_service web {
  cluster = aws_ecs_cluster.main.id
}
variable "x" {
  default = {
resource "aws_ecs_service" "nested" {
  }
}
`;
const MODULE = 'resource "aws_iam_role" "task" {}\nresource "aws_ecs_cluster" "twice" {}\n';
const OTHER = 'resource "aws_ecs_cluster" "twice" {}\n';

describe('Resource blocks in Terraform sources', () => {
  const find = sourceBlockIndex([
    { file: 'main.tf', text: MAIN },
    { file: 'roles/main.tf', text: MODULE },
    { file: 'other/main.tf', text: OTHER },
  ]);
  const cases: readonly (readonly [address: string, expected: ReturnType<typeof find>])[] = [
    ['aws_ecs_cluster.main', { file: 'main.tf', position: { line: 12, column: 1 } }],
    ['aws_ecs_service.web', { file: 'main.tf', position: { line: 15, column: 3 } }],
    ['aws_ecs_service.web[0]', { file: 'main.tf', position: { line: 15, column: 3 } }],
    ['aws_ecs_service.web["a.b"]', { file: 'main.tf', position: { line: 15, column: 3 } }],
    ['module.roles["x"].aws_iam_role.task', { file: 'roles/main.tf', position: { line: 1, column: 1 } }],
    ['module.roles.aws_iam_role.task#2', { file: 'roles/main.tf', position: { line: 1, column: 1 } }],
    ['module.a.aws_ecs_cluster.twice', null],
    ...['commented', 'blocked', 'slashed', 'quoted', 'heredoc', 'nested'].map(
      (name) => [`aws_ecs_service.${name}`, null] as const,
    ),
    ['', null],
    ['[', null],
  ];
  for (const [address, expected] of cases) {
    it(`${address || 'an empty address'}: ${expected ? `${expected.file}:${expected.position.line}` : 'none'}`, () => {
      assert.deepEqual(find(address), expected);
    });
  }

  it('sources that end in the middle of something', () => {
    for (const text of ['resource "a" "b" {', '/*', '"${"', '<<EOT\n', 'resource', '"\\']) {
      assert.equal(sourceBlockIndex([{ file: 'x.tf', text }])('c.d'), null);
    }
  });
});
