/** What `init` writes: everything that is commented out is an example to adapt. */
export const FIRST_CONFIGURATION = `# Configuration of ringfence: which controls apply here, how strictly, and what is accepted for now.
# \`npx ringfence controls\` lists the controls, \`npx ringfence check --print-config\` what holds in the end.
version: 1

# A configuration that this one builds on: a file, or an npm package. What it lists under \`locked\` stays as it is.
# extends: ./company.yaml

# essential, recommended (includes essential) or strict (includes both).
profile: recommended

# Parameters that many controls share.
# parameters:
#   regions: [eu-west-1, eu-central-1]
#   allowedLaunchTypes: [FARGATE]

# One control: turned off, with another severity, or with parameters of its own.
# controls:
#   task-no-host-network: off
#   service-multi-az: {severity: critical, parameters: {minimumSubnets: 3}}

# Controls of your own: \`npx ringfence new control service-has-owner-tag\` writes one.
# load: ['./controls/*.mjs']

# Which controls templates may except in their own metadata: all, none, or a list of ids.
inlineExceptions: all

# Findings that somebody has accepted until a day. All fields that are given must match.
# exceptions:
#   - control: container-not-privileged
#     resource: 'Agent*'              # only * and ? are special
#     file: 'monitoring/**'           # relative to this file
#     reason: the node agent needs it
#     owner: platform@example.com
#     expires: 2027-01-31
`;

export const FIRST_TEST = `# Policy unit tests: \`npx ringfence test\` runs every file in this folder.
controls:
  - control: service-no-public-ip
    cases:
      - name: a public address is found
        template:
          Resources:
            Service:
              Type: AWS::ECS::Service
              Properties:
                NetworkConfiguration: {AwsvpcConfiguration: {AssignPublicIp: ENABLED, Subnets: [subnet-1]}}
        expect: fail
      - name: the default is a private one
        template:
          Resources:
            Service:
              Type: AWS::ECS::Service
              Properties:
                NetworkConfiguration: {AwsvpcConfiguration: {Subnets: [subnet-1]}}
        expect: pass
`;

export const FIRST_WORKFLOW = `name: ringfence
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npm ci
      - run: npx ringfence check .
      - run: npx ringfence test
`;
