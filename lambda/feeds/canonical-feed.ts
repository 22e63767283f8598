import { decodeXML, escapeUTF8 } from 'entities';
import { readFeedDate } from './feed-date.js';
import { hasHtmlTag, looksLikeHtml, plainText, plainTitle } from './plain-text.js';
import type { Piece, ScannedDocument } from './scan-document.js';

const LONGEST_TITLE = 2_000;
const LONGEST_TEXT = 99_000;
const MADE_TITLE = 100;
/** Nobody follows a longer one; browsers and mail programs cut it. */
const LONGEST_LINK = 2_000;
const MOST_TAGS = 30;

const TITLES = ['title', 'atom:title', 'dc:title', 'media:title', 'itunes:title'];
const TEXTS =
  'description summary atom:summary content:encoded content atom:content encoded xhtml:body xhtml:div body fullitem abstract dc:description itunes:summary media:description googleplay:description itunes:subtitle'.split(
    ' ',
  );
const IDS = ['guid', 'id', 'atom:id', 'about', 'dc:identifier'];
const PUBLISHED =
  'pubdate published atom:published issued atom:issued dc:date dcterms:issued dcterms:created created atom:created dcterms:date publisheddate date'.split(
    ' ',
  );
const UPDATED = 'updated atom:updated modified atom:modified dcterms:modified lastbuilddate'.split(' ');
const AUTHORS = ['dc:creator', 'author', 'atom:author', 'dc:author', 'itunes:author', 'creator', 'managingeditor'];
const LINKS = ['link', 'atom:link', 'url'];

type Pieces = ReadonlyMap<string, readonly Piece[]>;

const byName = (pieces: readonly Piece[]): Pieces => {
  const named = new Map<string, Piece[]>();
  for (const piece of pieces) {
    const before = named.get(piece.name);
    if (before === undefined) named.set(piece.name, [piece]);
    else before.push(piece);
  }
  return named;
};

const NONE: readonly Piece[] = [];

const named = (pieces: Pieces, names: readonly string[]): readonly Piece[] => names.flatMap((name) => pieces.get(name) ?? NONE);

/** What `read` makes of the first piece of the first name that gives something. */
const first = (pieces: Pieces, names: readonly string[], read: (piece: Piece) => string): string => {
  for (const name of names) {
    for (const piece of pieces.get(name) ?? NONE) {
      const text = read(piece);
      if (text !== '') return text;
    }
  }
  return '';
};

export const cut = (text: string, longest: number): string => {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest - 1).toWellFormed();
  const space = head.lastIndexOf(' ');
  return `${space > longest / 2 ? head.slice(0, space) : head}…`;
};

const BASE64 = /^[A-Za-z\d+/=\s]+$/;
/** Shorter ones are more likely to be words. */
const GUESSED_BASE64 = 8;

/** Atom's texts in base64: said by `mode` in Atom 0.3, by a type that is no text in Atom 1.0. */
const isBase64 = ({ attributes, html }: Piece): boolean => {
  const type = attributes['type'] ?? '';
  const isBinary = type.includes('/') && !/^text\/|[+/]xml$|html/.test(type);
  return (attributes['mode'] === 'base64' || (isBinary && html.length >= GUESSED_BASE64)) && BASE64.test(html);
};

const fromBase64 = (html: string): string => {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(html.replace(/\s+/g, '')), (mark) => mark.charCodeAt(0)));
  } catch {
    return html;
  }
};

/** The piece's inner HTML, as its type says it is to be read. */
const htmlOf = (piece: Piece, isAtom: boolean): string => {
  if (isBase64(piece)) return fromBase64(piece.html);
  const isUntyped = isAtom && piece.attributes['type'] === undefined && piece.attributes['mode'] === undefined;
  return isUntyped && piece.html.includes('<') && !looksLikeHtml(piece.html) ? escapeUTF8(piece.html) : piece.html;
};

/** An address made absolute against the first base that helps; `''` when it is no http(s) address. */
const absolute = (address: string, bases: readonly string[]): string => {
  const trimmed = address.trim();
  if (trimmed === '' || trimmed.length > LONGEST_LINK) return '';
  const isWhole = /^https?:\/\/[^\s\p{C}]+$/iu.test(trimmed);
  for (const base of ['', ...bases]) {
    if (!URL.canParse(trimmed, base === '' ? undefined : base)) continue;
    const url = new URL(trimmed, base === '' ? undefined : base);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return '';
    return isWhole ? trimmed : url.href;
  }
  return '';
};

const basesOf = (piece: Piece, bases: readonly string[]): readonly string[] => {
  if (piece.base === undefined) return bases;
  const own = absolute(piece.base, bases);
  return own === '' ? bases : [own, ...bases];
};

/** Text that is an address or an id: no markup, and nothing in it is HTML. */
const verbatim = (html: string): string => html.replace(/\p{Cc}/gu, ' ').trim();

/** Some publishers escape an address twice; only the references of XML are meant then, never `&copy`. */
const addressText = (html: string): string => verbatim(decodeXML(html.replace(/<[^<>]*>/g, '')));

const addressIn = (piece: Piece): string => {
  const { attributes } = piece;
  if (attributes['href'] === undefined) return addressText(piece.html) || (attributes['rdf:resource'] ?? '');
  const rel = (attributes['rel'] || 'alternate').toLowerCase();
  return rel === 'alternate' || rel === 'http://www.iana.org/assignments/relation/alternate' ? attributes['href'] : '';
};

const isPermalink = (piece: Piece): boolean =>
  piece.name !== 'guid' || (piece.attributes['ispermalink'] ?? 'true').toLowerCase() !== 'false';

const linkOf = (pieces: Pieces, bases: readonly string[]): string => {
  const read = (piece: Piece): string => absolute(addressIn(piece), basesOf(piece, bases));
  const fromId = (piece: Piece): string => {
    const id = piece.html.trim();
    return /^https?:\/\//i.test(id) || (piece.attributes['ispermalink'] !== undefined && isPermalink(piece))
      ? absolute(addressText(id), basesOf(piece, bases))
      : '';
  };
  return (
    first(pieces, ['feedburner:origlink'], read) || first(pieces, LINKS, read) || first(pieces, ['guid', 'about', 'id', 'atom:id'], fromId)
  );
};

const MAIL = /[^\s<>()@]{1,100}@[^\s<>()@]{1,100}/g;
const LONGEST_AUTHOR = 400;

/** A person's name without the e-mail address that many feeds put beside it. */
const authorOf = (piece: Piece): string => {
  const name = /<name>([^<]*)/i.exec(piece.html)?.[1] ?? piece.html;
  const text = cut(plainText(name), LONGEST_AUTHOR);
  if (!text.includes('@')) return text;
  return text
    .replace(MAIL, ' ')
    .replace(/[()<>]|mailto:/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
};

const element = (name: string, text: string): string => (text === '' ? '' : `<${name}>${escapeUTF8(text)}</${name}>`);

const tagsOf = (pieces: Pieces): string => {
  const tags = named(pieces, ['category', 'atom:category', 'dc:subject', 'itunes:keywords']).flatMap((piece) => {
    const text = plainTitle(piece.attributes['label'] ?? piece.attributes['term'] ?? piece.html);
    return piece.name === 'itunes:keywords' ? text.split(/\s*,\s*/) : [text];
  });
  return [...new Set(tags)]
    .slice(0, MOST_TAGS)
    .map((tag) => element('category', cut(tag, 100)))
    .join('');
};

/** A date's text, where it is one that can be read; the next element may have a better one. */
const dateText = (piece: Piece): string => {
  const text = plainText(piece.html);
  return readFeedDate(text) === undefined ? '' : text;
};

/** A title in plain text. One that is nothing but unknown tags was never meant as markup. */
const titleOf = (piece: Piece, isAtom: boolean): string => {
  const html = htmlOf(piece, isAtom);
  const text = isAtom && piece.attributes['type'] !== undefined ? plainText(html) : plainTitle(html);
  return text !== '' || hasHtmlTag(html) ? text : plainText(escapeUTF8(html));
};

const itemXml = (pieces: Pieces, bases: readonly string[], isAtom: boolean, texts: string[]): string => {
  const text = first(pieces, TEXTS, (piece) => plainText(htmlOf(piece, isAtom)));
  const link = linkOf(pieces, bases);
  const title = first(pieces, TITLES, (piece) => titleOf(piece, isAtom)) || cut(text, MADE_TITLE) || link;
  const fields = [
    element('title', cut(title, LONGEST_TITLE)),
    element('link', link),
    element(
      'id',
      cut(
        first(pieces, IDS, (piece) => verbatim(piece.html)),
        LONGEST_LINK,
      ),
    ),
    ...(text === '' ? [] : [`<text>${texts.push(cut(text, LONGEST_TEXT)) - 1}</text>`]),
    element('by', cut(first(pieces, AUTHORS, authorOf), 200)),
    element('published', first(pieces, PUBLISHED, dateText)),
    element('updated', first(pieces, UPDATED, dateText)),
    tagsOf(pieces),
  ];
  return `<item>${fields.join('')}</item>`;
};

const linkWithRel = (pieces: Pieces, rel: string, bases: readonly string[]): string =>
  first(pieces, LINKS, (piece) =>
    (piece.attributes['rel'] ?? '').toLowerCase() === rel ? absolute(piece.attributes['href'] ?? '', basesOf(piece, bases)) : '',
  );

const all = (pieces: Pieces, name: string): string =>
  named(pieces, [name])
    .map((piece) => plainText(piece.html))
    .join(' ');

export interface CanonicalFeed {
  readonly xml: string;
  /** The stories' texts; the document names them by number, since they are plain already and most of it. */
  readonly texts: readonly string[];
}

/** The scanned document as bounded, well-formed RSS 2.0 whose texts are plain and whose links are absolute. */
export const canonicalFeed = ({ root, head: headPieces, items }: ScannedDocument, url: string): CanonicalFeed => {
  const isAtom = root === 'atom';
  const head = byName(headPieces);
  const texts: string[] = [];
  const link = linkOf(head, [url]);
  const bases = link === '' ? [url] : [link, url];
  const text = (names: readonly string[]): string => first(head, names, (piece) => plainTitle(htmlOf(piece, isAtom)));
  const channel = [
    element('title', cut(first(head, TITLES, (piece) => titleOf(piece, isAtom)) || link, LONGEST_TITLE)),
    element('link', link),
    element('language', cut(text(['language', 'dc:language', 'xml:lang']), 35)),
    element('ttl', text(['ttl'])),
    element('hub', linkWithRel(head, 'hub', bases)),
    element('self', linkWithRel(head, 'self', bases)),
    element('period', text(['sy:updateperiod', 'updateperiod'])),
    element('frequency', text(['sy:updatefrequency', 'updatefrequency'])),
    element('hours', all(head, 'hour')),
    element('days', all(head, 'day')),
  ];
  const entries = items.map((pieces) => itemXml(byName(pieces), bases, isAtom, texts));
  const xml = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>${channel.join('')}${entries.join('')}</channel></rss>`;
  return { xml, texts };
};
