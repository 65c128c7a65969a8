/** What organization policies alone decide: `allow` says that they do not stand in the way. */
export type Outcome = 'allow' | 'deny';
