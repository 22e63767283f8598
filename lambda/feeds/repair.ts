import { escapeUTF8 } from 'entities';
import { Parser } from 'htmlparser2';

/** One element of a feed that carries text: its local name, the attributes that matter and its inner HTML. */
export interface Piece {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  html: string;
}

/** What a tolerant reading of a document finds, before anything is decided about it. */
export interface RepairedFeed {
  readonly root: 'rss' | 'rdf' | 'atom';
  readonly head: readonly Piece[];
  readonly items: readonly (readonly Piece[])[];
}

export type Repair =
  | { readonly kind: 'repaired'; readonly feed: RepairedFeed }
  | { readonly kind: 'refused'; readonly because: 'empty' | 'html-page' | 'not-a-feed' };

/** Entries past this number are left out: no publisher has them, only an attacker. */
const MOST_ITEMS = 5_000;
const LONGEST_HTML = 200_000;
const ROOTS: Readonly<Record<string, RepairedFeed['root']>> = { rss: 'rss', rdf: 'rdf', feed: 'atom', channel: 'rss' };
const CONTAINERS: ReadonlySet<string> = new Set(['rss', 'rdf', 'feed', 'channel', 'items', 'author', 'image', 'textinput', 'source']);
const SKIPPED: ReadonlySet<string> = new Set(['image', 'textinput', 'source', 'items', 'media:group', 'media:content']);

const localName = (name: string): string => {
  const lower = name.toLowerCase();
  if (lower === 'content:encoded') return 'content';
  const colon = lower.indexOf(':');
  const prefix = colon < 0 ? '' : lower.slice(0, colon);
  return ['media', 'itunes', 'slash', 'wfw'].includes(prefix) ? lower : lower.slice(colon + 1);
};

const lowerKeys = (attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributes)
      .slice(0, 50)
      .map(([name, value]) => [name.toLowerCase(), value]),
  );

const isEscaped = (piece: Piece): boolean => {
  const type = piece.attributes['type'] ?? '';
  return type === 'text' || type === 'xhtml' || type === 'text/plain' || type.endsWith('+xml');
};

const makeScanner = () => {
  const head: Piece[] = [];
  const items: Piece[][] = [];
  let root: RepairedFeed['root'] | 'html' | undefined;
  let item: Piece[] | undefined;
  let piece: Piece | undefined;
  let inside = 0;
  let skipping = 0;

  const beginItem = (attributes: Readonly<Record<string, string>>): void => {
    item = [];
    if (items.length < MOST_ITEMS) items.push(item);
    const about = attributes['rdf:about'];
    if (about !== undefined) item.push({ name: 'about', attributes: {}, html: about });
  };
  const beginPiece = (name: string, attributes: Readonly<Record<string, string>>): void => {
    piece = { name, attributes: lowerKeys(attributes), html: '' };
    inside = 0;
    (item ?? head).push(piece);
  };
  const append = (to: Piece, markup: string): void => {
    if (to.html.length <= LONGEST_HTML) to.html += markup;
  };
  const nest = (to: Piece, name: string): void => {
    inside += 1;
    append(to, `<${name}>`);
  };

  return {
    head,
    items,
    root: () => root,
    open: (tag: string, attributes: Readonly<Record<string, string>>): void => {
      const name = localName(tag);
      root ??= ROOTS[name] ?? (name === 'html' || name === 'body' ? 'html' : undefined);
      if (piece !== undefined) nest(piece, name);
      else if (skipping > 0 || SKIPPED.has(name)) skipping += 1;
      else if (name === 'item' || name === 'entry') beginItem(attributes);
      else if (!CONTAINERS.has(name)) beginPiece(name, attributes);
    },
    text: (text: string): void => {
      if (piece !== undefined) append(piece, isEscaped(piece) ? escapeUTF8(text) : text);
    },
    close: (tag: string): void => {
      const name = localName(tag);
      if (piece === undefined) {
        if (skipping > 0) skipping -= 1;
        else if (name === 'item' || name === 'entry') item = undefined;
        return;
      }
      if (inside > 0) append(piece, `</${name}>`);
      else piece = undefined;
      inside -= 1;
    },
  };
};

/**
 * Reads any RSS or Atom document without ever throwing: bare ampersands, unclosed tags, HTML entities, junk before
 * the root and a lost prefix are mended; entity declarations are never expanded. Linear in the text.
 */
export const repairFeed = (text: string): Repair => {
  const from = text.indexOf('<');
  if (text.trim() === '') return { kind: 'refused', because: 'empty' };
  if (from < 0) return { kind: 'refused', because: 'not-a-feed' };
  const scanner = makeScanner();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => scanner.open(name, attributes),
      ontext: (piece) => scanner.text(piece),
      onclosetag: (name) => scanner.close(name),
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: false, recognizeCDATA: true },
  );
  parser.end(text.slice(from));
  const root = scanner.root();
  if (root === 'html') return { kind: 'refused', because: 'html-page' };
  if (root === undefined) return { kind: 'refused', because: 'not-a-feed' };
  return { kind: 'repaired', feed: { root, head: scanner.head, items: scanner.items } };
};
