const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86400 };

/** `24h` in seconds; none is 0. The schema of the configuration has checked the form. */
export function soakSeconds(soak: string | undefined): number {
  const [, number, unit = 's'] = /^(\d+)([smhd])$/.exec(soak ?? '') ?? [];
  return Number(number ?? 0) * (UNITS[unit] ?? 1);
}
