import fc from 'fast-check';

// Mocha loads this before any test: what is generated is the same in every run, unless another seed is asked for.
fc.configureGlobal({ seed: Number(process.env['RINGFENCE_SEED'] ?? 20261122) });
