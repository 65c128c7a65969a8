import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  GuardError,
  type GuardErrorKind,
  type GuardRuleReport,
  loadGuardEngine,
} from '../../../src/engines/guard/engine.js';

const engine = loadGuardEngine(readFileSync('bindings/guard/guard.wasm'));

const service = (properties: object): object => ({ Type: 'AWS::ECS::Service', Properties: properties });
const template = (resources: Record<string, object>): string => JSON.stringify({ Resources: resources });

const SERVICES = `let services = Resources.*[ Type == 'AWS::ECS::Service' ]`;
const FARGATE_ONLY = `${SERVICES}
rule fargate_only when %services !empty {
  %services.Properties.LaunchType == 'FARGATE' <<use Fargate>>
}
`;
const NO_EC2 = `${SERVICES}
rule no_ec2 when %services !empty {
  %services[ Properties.LaunchType == 'EC2' ] empty
}
`;
const NO_PRIVILEGED = `let tasks = Resources.*[ Type == 'AWS::ECS::TaskDefinition' ]
rule no_privileged when %tasks !empty {
  %tasks.Properties.ContainerDefinitions[ Privileged == true ] empty
}
`;

const onFargate = template({ Web: service({ LaunchType: 'FARGATE' }) });
const onEc2 = template({ Web: service({ LaunchType: 'EC2' }) });
const noService = template({ Logs: { Type: 'AWS::Logs::LogGroup' } });
const nested = (depth: number): string => `{"Resources":${'['.repeat(depth)}${']'.repeat(depth)}}`;

const names = (reports: readonly GuardRuleReport[]): string[] => reports.map(({ rule }) => rule);

/** The paths of the one rule that a document fails, in the order of the alphabet: cfn-guard promises none. */
function failingPaths(rules: string, document: string): readonly string[] {
  const [report] = engine.validate(rules, [document]);
  assert.equal(report?.status, 'FAIL');
  assert.equal(report.notCompliant.length, 1);
  return [...(report.notCompliant[0]?.paths ?? [])].sort();
}

function rejects(rules: string, documents: readonly string[], kind: GuardErrorKind, message: RegExp): void {
  assert.throws(
    () => engine.validate(rules, documents),
    (error) => error instanceof GuardError && error.kind === kind && message.test(error.message),
  );
}

describe('the Guard engine: syntax', () => {
  it('accepts rules, and rules that are empty', () => {
    for (const rules of [FARGATE_ONLY, NO_EC2, NO_PRIVILEGED, '', '# a comment only\n']) {
      assert.equal(engine.parse(rules), null);
    }
  });

  const places: readonly [text: string, line: number, column: number, message: RegExp][] = [
    ['rule good {\n  Resources exists\n}\nrule bad {\n  Resources = 1\n}\n', 5, 13, /`= 1`$/],
    ['rule bad {\n  Resources ==\n}\n', 2, 15, /^expecting .* or value .* at `}`$/],
    ['rule good {\n  Resources exists\n}\nruel bad {\n}\n', 4, 1, /`ruel bad \{`$/],
    ["rule accent {\n  Naïveté == 'é' = 1\n}\n", 2, 18, /`= 1`$/],
    ['rule open {\n  Resources exists\n', 3, 1, /^the text ends too early$/],
  ];
  for (const [text, line, column, message] of places) {
    it(`locates the error of ${JSON.stringify(text)}`, () => {
      const error = engine.parse(text);
      assert.deepEqual({ line: error?.line, column: error?.column }, { line, column });
      assert.match(error?.message ?? '', message);
    });
  }

  it('refuses to validate by rules that do not parse, which cfn-guard alone would leave out', () => {
    rejects('rule bad { ((( }', [onEc2], 'syntax', /^line 1, column \d+: /);
    rejects('rule bad { ((( }', [], 'syntax', /^line 1, column \d+: /);
  });
});

describe('the Guard engine: verdicts', () => {
  it('passes, fails and skips', () => {
    assert.deepEqual(engine.validate(FARGATE_ONLY, [onFargate, onEc2, noService]), [
      { status: 'PASS', notCompliant: [], notApplicable: [], compliant: ['fargate_only'] },
      {
        status: 'FAIL',
        notCompliant: [{ rule: 'fargate_only', paths: ['/Resources/Web/Properties/LaunchType'] }],
        notApplicable: [],
        compliant: [],
      },
      { status: 'SKIP', notCompliant: [], notApplicable: ['fargate_only'], compliant: [] },
    ]);
  });

  it('tells several rules of one text apart', () => {
    const [report] = engine.validate(`${FARGATE_ONLY}${NO_PRIVILEGED}rule has_web { Resources.Web exists }`, [onEc2]);
    assert.deepEqual(names(report?.notCompliant ?? []), ['fargate_only']);
    assert.deepEqual(report?.notApplicable, ['no_privileged']);
    assert.deepEqual(report?.compliant, ['has_web']);
  });

  it('gives the reports of a batch in the order of the documents', () => {
    const documents = Array.from({ length: 50 }, (_, index) => (index % 3 === 0 ? onEc2 : onFargate));
    const statuses = engine.validate(NO_EC2, documents).map(({ status }) => status);
    assert.deepEqual(
      statuses,
      documents.map((document) => (document === onEc2 ? 'FAIL' : 'PASS')),
    );
  });

  it('gives no report for no document', () => {
    assert.deepEqual(engine.validate(NO_EC2, []), []);
  });

  it('skips every document by rules that are empty', () => {
    assert.deepEqual(engine.validate('# nothing\n', [onEc2]), [
      { status: 'SKIP', notCompliant: [], notApplicable: [], compliant: [] },
    ]);
  });
});

describe('the Guard engine: paths', () => {
  const mixed = template({
    Web: service({ LaunchType: 'EC2' }),
    Api: service({ LaunchType: 'FARGATE' }),
    Worker: service({ LaunchType: 'EC2' }),
    Bare: service({}),
  });

  it('gives the place of each value that fails, or the place reached where the value is missing', () => {
    assert.deepEqual(failingPaths(FARGATE_ONLY, mixed), [
      '/Resources/Bare/Properties',
      '/Resources/Web/Properties/LaunchType',
      '/Resources/Worker/Properties/LaunchType',
    ]);
  });

  it('gives exactly the failing resources for a filter that must be empty', () => {
    assert.deepEqual(failingPaths(NO_EC2, mixed), ['/Resources/Web', '/Resources/Worker']);
  });

  it('gives each failing container', () => {
    const task = {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        ContainerDefinitions: [{ Name: 'a' }, { Name: 'b', Privileged: true }, { Name: 'c', Privileged: true }],
      },
    };
    assert.deepEqual(failingPaths(NO_PRIVILEGED, template({ Task: task })), [
      '/Resources/Task/Properties/ContainerDefinitions/1',
      '/Resources/Task/Properties/ContainerDefinitions/2',
    ]);
  });

  it('gives a place once, however many checks fail there', () => {
    const rules = `rule both {\n  Resources.Web.Properties.A exists\n  Resources.Web.Properties.B exists\n}\n`;
    assert.deepEqual(failingPaths(rules, onEc2), ['/Resources/Web/Properties']);
  });

  it('looks inside blocks, alternatives, lists and rules that depend on others', () => {
    const block = `rule block {\n  Resources.*.Properties {\n    LaunchType == 'FARGATE' or\n    LaunchType in ['EXTERNAL', 'OTHER']\n  }\n}\n`;
    assert.deepEqual(failingPaths(block, onEc2), ['/Resources/Web/Properties/LaunchType']);
    const missing = `rule missing {\n  Resources.*.Properties.Tags[*] { Key exists }\n}\n`;
    assert.deepEqual(failingPaths(missing, onEc2), ['/Resources/Web/Properties']);
    const [report] = engine.validate(`${FARGATE_ONLY}rule dependent {\n  fargate_only\n}\n`, [onEc2]);
    assert.deepEqual(names(report?.notCompliant ?? []), ['fargate_only', 'dependent']);
  });

  it('keeps characters that YAML would read otherwise', () => {
    for (const name of ['a\u0085b', 'a\x7fb', 'a\u2028b', 'a\uffffb', 'a\ufeffb', '😀', 'a\\b', 'a"b', 'no']) {
      const document = JSON.stringify({ Expected: name, Actual: name, Keyed: { [name]: 'x' } });
      const rules = `rule same {\n  Expected == Actual\n  Expected == /^${[...name].map(() => '.').join('')}$/\n}\n`;
      assert.equal(engine.validate(rules, [document])[0]?.status, 'PASS', JSON.stringify(name));
    }
    const isFace = `rule face {\n  Face == '😀'\n  Text == '\\ud83d'\n}\n`;
    assert.equal(engine.validate(isFace, ['{"Face":"\\ud83d\\ude00","Text":"\\\\ud83d"}'])[0]?.status, 'PASS');
    assert.equal(engine.validate(`rule half {\n  Half == '\ufffd'\n}\n`, ['{"Half":"\\ud83d"}'])[0]?.status, 'PASS');
  });
});

describe('the Guard engine: failures', () => {
  it('reports a variable that is not defined', () => {
    rejects('rule lost {\n  %nowhere exists\n}\n', [onEc2], 'evaluation', /nowhere/);
  });

  it('reports a document that cannot be read', () => {
    rejects(NO_EC2, [onFargate, '{"Resources":'], 'evaluation', /DATA_STDIN\[2\]/);
    rejects(NO_EC2, [''], 'evaluation', /empty/);
  });

  it('refuses the clock', () => {
    rejects('let time = now()\nrule late {\n  Time < %time\n}\n', ['{"Time":1}'], 'evaluation', /`now\(\)`/);
  });

  it('goes on after a document that is nested too deep', () => {
    for (let time = 0; time < 3; time++) {
      rejects(NO_EC2, [nested(5000)], 'trap', /^cfn-guard stopped: the input is nested too deep/);
      assert.equal(engine.validate(NO_EC2, [onEc2])[0]?.status, 'FAIL');
    }
  });

  it('goes on after rules that are nested too deep', () => {
    const rules = `let deep = ${'['.repeat(20_000)}1${']'.repeat(20_000)}\n`;
    rejects(rules, [], 'trap', /nested too deep/);
    assert.equal(engine.parse(NO_EC2), null);
  });

  it('passes on the message of a panic', () => {
    // cfn-guard cuts the text that it quotes after 100 bytes, here in the middle of a character, which panics.
    const broken = `{ "${'é'.repeat(60)}`;
    rejects(NO_EC2, [broken], 'trap', /panicked at .*validate\.rs.*100/s);
    assert.equal(engine.validate(NO_EC2, [onEc2])[0]?.status, 'FAIL');
  });

  it('says that bytes are no guard.wasm', () => {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    for (const bytes of [Uint8Array.of(1, 2, 3), empty]) {
      assert.throws(
        () => loadGuardEngine(bytes),
        (error) => error instanceof GuardError && error.kind === 'interface',
      );
    }
  });
});

describe('the Guard engine: memory', () => {
  it('stays flat over 2,000 evaluations', () => {
    const evaluate = (times: number): void => {
      for (let time = 0; time < times; time++) engine.validate(NO_EC2, [onEc2]);
    };
    evaluate(200);
    const before = process.memoryUsage().rss;
    evaluate(2000);
    const grown = process.memoryUsage().rss - before;
    assert.ok(grown < 64 * 1024 * 1024, `grew by ${grown} bytes`);
  }).timeout(60_000);
});
