import { isList, isMap, own, type Value } from '../../language/value.js';
import { knownEnd, textParts } from '../partial-text.js';
import { type Fact, unresolved } from './fact.js';

const CONTAINERS = [
  ['Properties', 'ContainerDefinitions', '*'],
  ['Properties', 'PrimaryContainer', '*'],
];

/** The parts of an image reference, `registry/repository[:tag][@digest]`. */
interface ImageReference {
  readonly tag: string | null;
  readonly digest: string | null;
}

/** Source: the grammar of references in the distribution specification: a tag has no `/`, a digest follows `@`. */
const DIGEST = /@([a-z0-9]+:[0-9a-f]{32,})$/;
const TAG = /:([A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/;

/** Null where the part that is not known decides. */
function parseEnd(end: { readonly text: string; readonly whole: boolean }): ImageReference | null {
  const digest = DIGEST.exec(end.text);
  const name = digest ? end.text.slice(0, digest.index) : end.text;
  const tag = TAG.exec(name.slice(name.lastIndexOf('/') + 1));
  // Without a digest, tag or slash, the end may itself be part of a tag that begins in what is not known.
  const decided = end.whole || digest !== null || tag !== null || end.text.includes('/');
  return decided ? { tag: tag?.[1] ?? null, digest: digest?.[1] ?? null } : null;
}

/** Nothing but a digest can follow an `@`, even where it is only known at deployment. */
const DIGEST_TO_COME = /@([a-z0-9]+:)?$/;
const endsInDigest = (image: Value): boolean => DIGEST_TO_COME.test(textParts(image)?.at(-2) ?? '');

/** The URI of a repository has neither tag nor digest. Source: the return values of AWS::ECR::Repository. */
function endsInRepository(image: Value): boolean {
  const join = isMap(image) ? own(image, 'Fn::Join') : null;
  const parts = isList(join) && isList(join[1]) ? join[1] : [image];
  const last = parts.at(-1) ?? null;
  const attribute = isMap(last) ? own(last, 'Fn::GetAtt') : null;
  return isList(attribute) && (attribute[1] === 'RepositoryUri' || attribute[1] === 'RepositoryUrl');
}

function part(name: keyof ImageReference): Fact['compute'] {
  return (container) => {
    const image: Value = isMap(container) ? own(container, 'Image') : null;
    if (image === null) return null;
    if (name === 'digest' && knownEnd(image) === null && endsInDigest(image)) return '@';
    if (endsInRepository(image)) return null;
    const end = knownEnd(image);
    const parsed = end && parseEnd(end);
    return parsed ? parsed[name] : unresolved('the image');
  };
}

/** The tag of a container's image; absent where the image has none. */
export const imageTag: Fact = { name: 'ImageTag', at: CONTAINERS, source: ['Image'], compute: part('tag') };

/** The digest of a container's image; absent where it is not pinned by one. */
export const imageDigest: Fact = { name: 'ImageDigest', at: CONTAINERS, source: ['Image'], compute: part('digest') };
