// Which element is meant: by its namespace where one is declared, else by its usual prefix.

const FAMILIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'purl.org/rss/1.0': '',
    'purl.org/net/rss1.1': '',
    'my.netscape.com/rdf/simple/0.9': '',
    'channel.netscape.com/rdf/simple/0.9': '',
    'backend.userland.com/rss': '',
    'backend.userland.com/rss2': '',
    'backend.userland.com/rss091': '',
    'blogs.law.harvard.edu/tech/rss': '',
    'cyber.law.harvard.edu/rss': '',
    'www.w3.org/2005/atom': 'atom',
    'purl.org/atom/ns': 'atom',
    'purl.org/dc/elements/1.0': 'dc',
    'purl.org/dc/elements/1.1': 'dc',
    'purl.org/dc/terms': 'dcterms',
    'purl.org/rss/1.0/modules/content': 'content',
    'purl.org/rss/1.0/modules/syndication': 'sy',
    'search.yahoo.com/mrss': 'media',
    'www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
    'www.google.com/schemas/play-podcasts/1.0': 'googleplay',
    'rssnamespace.org/feedburner/ext/1.0': 'feedburner',
    'www.w3.org/1999/xhtml': 'xhtml',
    'www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
  }),
);

/** Prefixes that mean the same in every feed, declared or not. */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    rss: '',
    atom: 'atom',
    atom03: 'atom',
    atom10: 'atom',
    a10: 'atom',
    dc: 'dc',
    dcterms: 'dcterms',
    content: 'content',
    sy: 'sy',
    media: 'media',
    itunes: 'itunes',
    googleplay: 'googleplay',
    feedburner: 'feedburner',
    xhtml: 'xhtml',
    rdf: 'rdf',
  }),
);

const OTHER = 'other';

/** The family of a namespace: `''` is RSS itself, `other` one that no feed needs. */
const familyOf = (uri: string): string => {
  const bare = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/#?]+$/, '');
  return FAMILIES.get(bare) ?? OTHER;
};

/** Namespace declarations in force: prefix to family; the default namespace stands under `''`. */
export type Namespaces = Readonly<Record<string, string>>;

/** No feed has more; a hostile one would make each element slow. */
const MOST_DECLARATIONS = 50;
const MOST_IN_FORCE = 100;

const NOTHING: readonly (readonly [string, string])[] = [];

const declared = (attributes: Readonly<Record<string, string>>): readonly (readonly [string, string])[] => {
  let found: (readonly [string, string])[] | undefined;
  for (const name in attributes) {
    if (!name.startsWith('xmlns') || (name.length > 5 && name[5] !== ':')) continue;
    found ??= [];
    if (found.length < MOST_DECLARATIONS) found.push([name.slice(6).toLowerCase(), attributes[name] ?? '']);
  }
  return found ?? NOTHING;
};

/**
 * The declarations in force inside an element; `undefined` when it declares nothing new. The namespace of the root
 * itself is the feed's own, whatever it is called, and an empty one undoes a declaration.
 */
export const namespacesIn = (attributes: Readonly<Record<string, string>>, outer: Namespaces, isRoot: boolean): Namespaces | undefined => {
  const found = declared(attributes);
  if (found.length === 0) return undefined;
  const inner: Record<string, string> = Object.create(null);
  let count = 0;
  for (const prefix in outer) {
    inner[prefix] = outer[prefix] ?? '';
    count += 1;
    if (count >= MOST_IN_FORCE) break;
  }
  for (const [prefix, uri] of found) {
    const family = uri.trim() === '' ? (PREFIXES.get(prefix) ?? '') : familyOf(uri);
    inner[prefix] = isRoot && prefix === '' && family === OTHER ? '' : family;
  }
  return inner;
};

/**
 * An element's name in one spelling: `title`, `dc:date`, `media:description`; Atom's own names are those of RSS when
 * the whole document is Atom. An element of a namespace that no feed needs begins with `other:`.
 */
export const elementName = (tag: string, namespaces: Namespaces, isAtom: boolean): string => {
  const known = namesOf(namespaces, isAtom);
  const before = known.get(tag);
  if (before !== undefined) return before;
  const name = spell(tag, namespaces, isAtom);
  if (known.size < MOST_NAMES) known.set(tag, name);
  return name;
};

/** Names seen under one set of declarations: a document says the same few again and again. */
const MOST_NAMES = 200;
const spelled: Readonly<Record<'atom' | 'rss', WeakMap<Namespaces, Map<string, string>>>> = { atom: new WeakMap(), rss: new WeakMap() };

const namesOf = (namespaces: Namespaces, isAtom: boolean): Map<string, string> => {
  const known = spelled[isAtom ? 'atom' : 'rss'];
  const before = known.get(namespaces);
  if (before !== undefined) return before;
  const names = new Map<string, string>();
  known.set(namespaces, names);
  return names;
};

const spell = (tag: string, namespaces: Namespaces, isAtom: boolean): string => {
  const lower = tag.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = colon < 0 ? '' : lower.slice(0, colon);
  const local = colon < 0 ? lower : lower.slice(colon + 1);
  const family = namespaces[prefix] ?? PREFIXES.get(prefix) ?? (prefix === '' ? '' : OTHER);
  return family === '' || (isAtom && family === 'atom') ? local : `${family}:${local}`;
};
