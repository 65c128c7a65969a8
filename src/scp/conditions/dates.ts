/** ISO 8601 as IAM takes it: a date, or a date and time with its zone. Source: IAM user guide, date operators (W3C-DTF). */
const ISO = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?)?)?$/i;

/** Milliseconds since 1970 of a date in ISO 8601 or of epoch seconds; null for another text. */
export function instant(text: string): number | null {
  if (/^\d{1,12}$/.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000;
  if (!ISO.test(text)) return null;
  const milliseconds = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2').toUpperCase());
  return Number.isNaN(milliseconds) ? null : milliseconds;
}
