/** YAML 1.1's integers. Source: yaml.org/type/int.html. */
const INTEGER = /^[-+]?(?:0b[01_]+|0[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;

/** The number of an unquoted scalar such as `010` (octal), `0x1F`, `0b11`, `1_000` or `1:30` (base 60); null for others. */
export function yamlInteger(text: string): number | null {
  if (!INTEGER.test(text)) return null;
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  const size = unsigned(digits);
  if (!Number.isSafeInteger(size)) return null;
  return text.startsWith('-') && size !== 0 ? -size : size;
}

function unsigned(digits: string): number {
  if (digits.includes(':')) return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
  return Number(/^0[0-7]/.test(digits) ? `0o${digits}` : digits);
}
