import { decodeXML, escapeUTF8 } from 'entities';
import { Parser } from 'htmlparser2';
import { elementName, type Namespaces, namespacesIn } from './element-name.js';

/** One element of a feed that carries text: its name in one spelling, its attributes and its inner HTML. */
export interface Piece {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The `xml:base` in force, absolute or not; absent when there is none. */
  readonly base?: string;
  readonly html: string;
}

/** While it is open: its text still as the document writes it, with references. */
interface OpenPiece {
  readonly piece: { html: string };
  readonly name: string;
  /** Its type says that it holds markup or plain text, so references are part of the HTML that it becomes. */
  readonly hasMarkup: boolean;
  readonly isXhtml: boolean;
  source: string;
}

/** What a tolerant reading of a document finds, before anything is decided about it. */
export interface ScannedDocument {
  readonly root: 'rss' | 'rdf' | 'atom';
  readonly head: readonly Piece[];
  readonly items: readonly (readonly Piece[])[];
}

export type Scan =
  | { readonly kind: 'scanned'; readonly document: ScannedDocument }
  | { readonly kind: 'refused'; readonly because: 'empty' | 'html-page' | 'not-a-feed' };

/** Entries past this number are left out: no publisher has them, only an attacker. */
const MOST_ITEMS = 5_000;
const MOST_PIECES = 1_000;
const MOST_ATTRIBUTES = 50;
const LONGEST_BASE = 2_000;
/** Nobody nests deeper; what follows in such a document is left out. */
const DEEPEST = 500;

class TooDeep extends Error {}

const LONGEST_HTML = 400_000;

const ROOTS: ReadonlyMap<string, ScannedDocument['root'] | 'html'> = new Map([
  ['rss', 'rss'],
  ['rdf:rdf', 'rdf'],
  ['rdf', 'rdf'],
  ['feed', 'atom'],
  ['atom:feed', 'atom'],
  ['channel', 'rss'],
  ['html', 'html'],
  ['xhtml:html', 'html'],
  ['body', 'html'],
]);
const ENTRIES: ReadonlySet<string> = new Set(['item', 'entry', 'atom:entry']);
/** Elements that only hold others. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'rss',
  'rdf:rdf',
  'rdf',
  'feed',
  'atom:feed',
  'channel',
  'skiphours',
  'skipdays',
  'media:group',
  'media:content',
]);
/** Elements whose titles and links are about something else. */
const SKIPPED: ReadonlySet<string> = new Set(
  'image textinput source atom:source items enclosure contributor atom:contributor cloud generator rating media:thumbnail media:credit media:category media:text media:community itunes:image itunes:category itunes:owner'.split(
    ' ',
  ),
);
/** Short elements that never hold one of these: where one opens, the other was never closed. */
const SHORT: ReadonlySet<string> = new Set(['title', 'link', 'guid', 'id', 'pubdate', 'dc:date', 'dc:creator', 'category']);
const FIELDS: ReadonlySet<string> = new Set(['title', 'link', 'guid', 'pubdate', 'description', 'dc:date', 'dc:creator']);

const hasMarkup = (type: string): boolean => type === 'text' || type === 'xhtml' || type === 'text/plain' || /[+/]xml$/.test(type);

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze(Object.create(null));

const plainAttributes = (attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
  let isEmpty = true;
  for (const _name in attributes) {
    isEmpty = false;
    break;
  }
  if (isEmpty) return NO_ATTRIBUTES;
  const kept: Record<string, string> = Object.create(null);
  let count = 0;
  for (const name in attributes) {
    const value = attributes[name] ?? '';
    kept[name.toLowerCase()] = value.includes('&') ? decodeXML(value) : value;
    count += 1;
    if (count >= MOST_ATTRIBUTES) break;
  }
  return kept;
};

interface Scope {
  readonly depth: number;
  readonly namespaces: Namespaces;
  readonly base: string | undefined;
}

const resolved = (base: string, outer: string | undefined): string => {
  const address = base.trim();
  if (address.length > LONGEST_BASE || (outer?.length ?? 0) > LONGEST_BASE) return '';
  return outer !== undefined && URL.canParse(address, outer) ? new URL(address, outer).href : address;
};

/** Follows namespaces and `xml:base` through a document. */
const makeScopes = () => {
  let depth = 0;
  let scopes: readonly Scope[] = [{ depth: 0, namespaces: Object.create(null), base: undefined }];
  const current = (): Scope => scopes[scopes.length - 1] ?? { depth: 0, namespaces: {}, base: undefined };
  return {
    current,
    isRoot: (): boolean => depth === 1,
    enter: (attributes: Readonly<Record<string, string>>): void => {
      depth += 1;
      if (depth > DEEPEST) throw new TooDeep();
      const outer = current();
      const namespaces = namespacesIn(attributes, outer.namespaces, depth === 1);
      const base = attributes['xml:base'];
      if (namespaces === undefined && base === undefined) return;
      scopes = [
        ...scopes,
        { depth, namespaces: namespaces ?? outer.namespaces, base: base === undefined ? outer.base : resolved(base, outer.base) },
      ];
    },
    leave: (): void => {
      if (current().depth === depth && scopes.length > 1) scopes = scopes.slice(0, -1);
      depth -= 1;
    },
  };
};

const makeScanner = () => {
  const head: Piece[] = [];
  const items: Piece[][] = [];
  const scopes = makeScopes();
  let root: ScannedDocument['root'] | 'html' | undefined;
  let item: Piece[] | undefined;
  let open: OpenPiece | undefined;
  let inside = 0;
  let skipping = 0;
  let inCdata = false;

  const begin = (name: string, attributes: Readonly<Record<string, string>>, html = ''): OpenPiece => {
    const { base } = scopes.current();
    const piece = { name, attributes: plainAttributes(attributes), html, ...(base === undefined ? {} : { base }) };
    const into = item ?? head;
    if (into.length < MOST_PIECES) into.push(piece);
    const type = piece.attributes['type'] ?? '';
    return { piece, name, hasMarkup: hasMarkup(type), isXhtml: type === 'xhtml', source: '' };
  };
  const beginItem = (attributes: Readonly<Record<string, string>>): void => {
    item = [];
    if (items.length < MOST_ITEMS) items.push(item);
    const own = plainAttributes(attributes);
    const about = own['rdf:about'] ?? own['about'];
    if (about !== undefined) begin('about', {}, about);
    // Channel Definition Format says these in attributes.
    if (own['href'] !== undefined) begin('link', {}, escapeUTF8(own['href']));
    if (own['lastmod'] !== undefined) begin('updated', {}, own['lastmod']);
  };
  /** Channel Definition Format says the channel's address in an attribute. */
  const beginChannel = (attributes: Readonly<Record<string, string>>): void => {
    const href = plainAttributes(attributes)['href'];
    if (href !== undefined) begin('link', {}, escapeUTF8(href));
  };
  const append = (to: OpenPiece, source: string): void => {
    if (to.source.length <= LONGEST_HTML) to.source += source;
  };
  const finish = (piece: OpenPiece): void => {
    piece.piece.html = piece.hasMarkup || !piece.source.includes('&') ? piece.source : decodeXML(piece.source);
    open = undefined;
  };
  const isUnclosed = (piece: OpenPiece, name: string): boolean =>
    (ENTRIES.has(name) && !piece.isXhtml) || (inside === 0 && SHORT.has(piece.name) && FIELDS.has(name));
  const openElement = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (skipping > 0 || SKIPPED.has(name) || name.startsWith('other:')) skipping += 1;
    else if (ENTRIES.has(name)) beginItem(attributes);
    else if (name === 'channel') beginChannel(attributes);
    else if (!CONTAINERS.has(name)) {
      open = begin(name, attributes);
      inside = 0;
    }
  };

  return {
    head,
    items,
    root: () => root,
    openTag: (tag: string, attributes: Readonly<Record<string, string>>): void => {
      scopes.enter(attributes);
      const name = elementName(tag, scopes.current().namespaces, root === 'atom');
      root ??= ROOTS.get(name);
      if (scopes.isRoot() && attributes['xml:lang'] !== undefined) begin('xml:lang', {}, escapeUTF8(attributes['xml:lang']));
      if (open !== undefined && isUnclosed(open, name)) finish(open);
      if (open === undefined) {
        openElement(name, attributes);
        return;
      }
      inside += 1;
      append(open, `<${tag.slice(tag.indexOf(':') + 1)}>`);
    },
    cdata: (begins: boolean): void => {
      inCdata = begins;
    },
    text: (text: string): void => {
      if (open === undefined) return;
      append(open, inCdata ? asSource(text, open.hasMarkup) : text);
    },
    /** @param atEnd whether the document ended before the element did */
    close: (tag: string, atEnd: boolean): void => {
      const name = elementName(tag, scopes.current().namespaces, root === 'atom');
      scopes.leave();
      if (open !== undefined) {
        if (inside > 0) append(open, `</${tag.slice(tag.indexOf(':') + 1)}>`);
        else {
          if (atEnd && item !== undefined) dropUnfinished(item, open.name);
          finish(open);
        }
        inside -= 1;
      } else if (skipping > 0) skipping -= 1;
      else if (ENTRIES.has(name)) {
        if (atEnd && items.length > 1 && items.at(-1) === item) items.pop();
        item = undefined;
      }
    },
  };
};

/** Half a link, id or date is worse than none; half a text can be read. */
const dropUnfinished = (item: Piece[], name: string): void => {
  if (!['title', 'description', 'summary', 'content', 'content:encoded'].includes(name)) item.pop();
};

/** Text of a CDATA section as a document without one would write it. */
const asSource = (text: string, isMarkup: boolean): string => {
  if (isMarkup) return escapeUTF8(text);
  return text.includes('&') ? text.replaceAll('&', '&amp;') : text;
};

/**
 * Reads any RSS, Atom or CDF document without ever throwing: bare ampersands, unclosed tags, HTML entities, junk before
 * the root and lost prefixes are mended; entity declarations are never expanded. Where the document breaks off, its last
 * entry is left out unless it is the only one. Linear in the text.
 */
export const scanDocument = (text: string): Scan => {
  const from = text.indexOf('<');
  if (text.trim() === '') return { kind: 'refused', because: 'empty' };
  if (from < 0) return { kind: 'refused', because: 'not-a-feed' };
  const scanner = makeScanner();
  let atEnd = false;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => scanner.openTag(name, attributes),
      ontext: (piece) => scanner.text(piece),
      onclosetag: (name) => scanner.close(name, atEnd),
      oncdatastart: () => scanner.cdata(true),
      oncdataend: () => scanner.cdata(false),
    },
    { xmlMode: true, decodeEntities: false, lowerCaseTags: false, recognizeCDATA: true },
  );
  try {
    parser.write(text.slice(from));
    atEnd = true;
    parser.end();
  } catch (error) {
    if (!(error instanceof TooDeep)) throw error;
  }
  const root = scanner.root();
  if (root === 'html') return { kind: 'refused', because: 'html-page' };
  if (root === undefined && scanner.items.length === 0) return { kind: 'refused', because: 'not-a-feed' };
  return { kind: 'scanned', document: { root: root ?? 'rss', head: scanner.head, items: scanner.items } };
};
