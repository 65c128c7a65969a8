import { POLICY_TYPE_NAMES, type PolicyTypeName } from '../configuration/policy-type.js';

/** What came from outside, looked at before it is believed. */

export const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The member of a list of names that a value is, or undefined. */
export const oneOf = <Name extends string>(names: readonly Name[], value: unknown): Name | undefined =>
  names.find((name) => name === value);

export const policyType = (value: unknown): PolicyTypeName | undefined => oneOf(POLICY_TYPE_NAMES, value);
