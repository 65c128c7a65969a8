import { dirname, join } from 'node:path';
import { exemptionsOf } from '../organization-policies/exemptions.js';
import { SHARED_DEFAULTS } from '../organization-policies/inputs.js';
import { type AskedProperty, PropertyProver } from '../prove/prove-all.js';
import type { Proof, WrittenProperty } from '../prove/schema.js';
import { proofLines } from '../reports/prove.js';
import { decisionLines } from '../reports/simulate.js';
import type { PropertyDefinition } from '../scp/property.js';
import { Simulator } from '../simulate/simulate.js';
import type { ParsedTests } from '../unit-tests/read.js';
import type { CaseResult } from '../unit-tests/schema.js';
import { iamCatalogue } from './catalogue.js';
import { type JudgedOrganization, JudgedOrganizations, problemsText } from './judged-organizations.js';
import type { Loaded } from './loaded.js';

/** Unit tests of organization policies: requests and properties of a file, one at a time. */
export class OrganizationTests {
  readonly #organizations: JudgedOrganizations;
  readonly #loaded: Loaded;
  readonly #simulators = new Map<JudgedOrganization, Simulator>();
  #prover: PropertyProver | undefined;

  constructor(cwd: string, loaded: Loaded) {
    this.#organizations = new JudgedOrganizations(cwd, loaded);
    this.#loaded = loaded;
  }

  /** The requests of a file. */
  async requests({ source, document, value }: ParsedTests): Promise<CaseResult[]> {
    const { organization, cases = [] } = value.requests ?? {};
    const file = organization === undefined ? null : join(dirname(source.file), organization);
    const outcome = await this.#organizations.judged(file, 'planned');
    const simulator = outcome.problems ? null : await this.#simulator(outcome.value);
    return cases.map((one, index) => {
      const { line } = document.at(['requests', 'cases', index]);
      const base = {
        kind: 'request' as const,
        file: source.file,
        line,
        control: null,
        name: one.name,
        expected: { verdict: one.expect },
      };
      const decision = simulator ? simulator.decide(one) : problemsText(outcome.problems ?? []);
      if (typeof decision === 'string') return { ...base, passed: false, actual: null, message: decision };
      const by = one.by === undefined ? [] : [`expected by ${one.by}`];
      const message = [...(decision.passed ? [] : by), ...decisionLines({ ...decision, passed: true })].join('\n');
      return { ...base, passed: decision.passed, actual: { verdict: decision.decision }, message };
    });
  }

  /** The properties of a file, on the tree that its requests name. */
  async properties({ source, document, value }: ParsedTests): Promise<CaseResult[]> {
    const organization = value.requests?.organization;
    const file = organization === undefined ? null : join(dirname(source.file), organization);
    const results: CaseResult[] = [];
    for (const [index, property] of (value.properties ?? []).entries()) {
      const { line } = document.at(['properties', index]);
      const proof = await this.prove(property, file, 'planned');
      const base = {
        kind: 'property' as const,
        file: source.file,
        line,
        control: null,
        name: property.name,
        expected: { verdict: 'proved' as const },
      };
      if (typeof proof === 'string') results.push({ ...base, passed: false, actual: null, message: proof });
      else
        results.push({
          ...base,
          passed: proof.result === 'proved',
          actual: { verdict: proof.result },
          message: proofLines(proof).join('\n'),
        });
    }
    return results;
  }

  /** A property as written, or what is wrong with it. @param policies what it speaks of where it does not say */
  async prove(property: WrittenProperty, file: string | null, policies: string): Promise<Proof | string> {
    const asked = await this.#asked(property, file, policies);
    return typeof asked === 'string' ? asked : (await this.prover()).prove(asked);
  }

  async prover(): Promise<PropertyProver> {
    this.#prover ??= new PropertyProver(await iamCatalogue());
    return this.#prover;
  }

  async #asked(property: WrittenProperty, file: string | null, policies: string): Promise<AskedProperty | string> {
    const comparing = property.property === 'equal' || property.property === 'noNewDenial';
    if (comparing !== (property.with !== undefined)) {
      return comparing
        ? `\`${property.property}\` compares: name the other policies under \`with\``
        : `\`${property.property}\` compares nothing: remove \`with\``;
    }
    const judged = await this.#organizations.judged(file, property.policies ?? policies);
    if (judged.problems) return problemsText(judged.problems);
    const other = property.with === undefined ? null : await this.#organizations.judged(file, property.with);
    if (other?.problems) return problemsText(other.problems);
    return {
      definition: this.#definition(property),
      units: property.units ?? null,
      organization: judged.value.organization,
      compared: other?.value?.organization ?? null,
      type: 'SERVICE_CONTROL_POLICY',
    };
  }

  /** Exempted principals are left out of what is denied. */
  #definition({ units: _units, policies: _policies, with: _with, ...property }: WrittenProperty): PropertyDefinition {
    if (property.property !== 'denied') return property;
    const principals = [...(property.except?.principals ?? []), ...this.exemptions];
    return { ...property, except: { ...property.except, principals } };
  }

  /** ARN patterns of the principals that every generated deny leaves alone. */
  get exemptions(): readonly string[] {
    const { configuration } = this.#loaded;
    const shared = { ...SHARED_DEFAULTS, ...configuration.parameters };
    return exemptionsOf(shared, configuration.organization.deploymentRole ?? null);
  }

  async #simulator(judged: JudgedOrganization): Promise<Simulator> {
    const known =
      this.#simulators.get(judged) ?? new Simulator(judged.organization, judged.documents, await iamCatalogue());
    this.#simulators.set(judged, known);
    return known;
  }
}
