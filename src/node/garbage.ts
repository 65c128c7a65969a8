/**
 * Collects what is garbage in this thread, and gives its memory back to the system: V8 lets the young generation of a
 * program's first thread grow to 32 MB, needed or not, and shrinks it now. It forgets what it has optimized, too, which a
 * thread that works hard would pay for. Where Node was built without its inspector nothing is done.
 * Source: `HeapProfiler.collectGarbage` of the Chrome DevTools protocol.
 */
export async function collectGarbage(): Promise<void> {
  if (!process.features.inspector) return;
  const { Session } = await import('node:inspector');
  const session = new Session();
  session.connect();
  await new Promise<void>((resolve) => session.post('HeapProfiler.collectGarbage', () => resolve()));
  session.disconnect();
}
