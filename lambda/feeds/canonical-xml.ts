import { escapeUTF8 } from 'entities';
import { plainText } from './plain-text.js';
import type { Piece, RepairedFeed } from './repair.js';

const LONGEST_TITLE = 500;
const LONGEST_SUMMARY = 4_000;

const cut = (text: string, longest: number): string => {
  if (text.length <= longest) return text;
  const head = text.slice(0, longest - 1).toWellFormed();
  const space = head.lastIndexOf(' ');
  return `${space > longest / 2 ? head.slice(0, space) : head}…`;
};

const textOf = (pieces: readonly Piece[], names: readonly string[]): string => {
  for (const name of names) {
    const found = pieces.filter((piece) => piece.name === name).map((piece) => plainText(piece.html));
    const text = found.find((candidate) => candidate !== '');
    if (text !== undefined) return text;
  }
  return '';
};

const absolute = (address: string, base: string): string => {
  try {
    const url = new URL(address.trim(), base === '' ? undefined : base);
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : '';
  } catch {
    return '';
  }
};

const atomLink = (pieces: readonly Piece[]): string => {
  const links = pieces.filter((piece) => piece.name === 'link' && piece.attributes['href'] !== undefined);
  const chosen = links.find((piece) => (piece.attributes['rel'] ?? 'alternate') === 'alternate');
  return chosen?.attributes['href'] ?? '';
};

const guidAddress = (pieces: readonly Piece[]): string => {
  const guid = pieces.find((piece) => piece.name === 'guid' || piece.name === 'about' || piece.name === 'id');
  return guid !== undefined && /^https?:\/\//i.test(guid.html.trim()) ? guid.html.trim() : '';
};

const linkOf = (pieces: readonly Piece[], base: string): string => {
  const address = textOf(pieces, ['link']) || atomLink(pieces) || guidAddress(pieces);
  return address === '' ? '' : absolute(address, base);
};

const element = (name: string, text: string): string => (text === '' ? '' : `<${name}>${escapeUTF8(text)}</${name}>`);

const categories = (pieces: readonly Piece[]): string =>
  pieces
    .filter((piece) => piece.name === 'category' || piece.name === 'subject')
    .slice(0, 20)
    .map((piece) => element('category', plainText(piece.attributes['term'] ?? piece.html)))
    .join('');

const itemXml = (pieces: readonly Piece[], base: string): string => {
  const summary = textOf(pieces, ['description', 'summary', 'content', 'media:description']);
  const link = linkOf(pieces, base);
  const title = textOf(pieces, ['title', 'media:title']) || cut(summary, 100) || link;
  if (title === '') return '';
  const fields = [
    element('title', cut(title, LONGEST_TITLE)),
    element('link', link),
    element('guid', textOf(pieces, ['guid', 'id', 'about'])),
    element('description', cut(summary, LONGEST_SUMMARY)),
    element('author', textOf(pieces, ['name', 'creator', 'author'])),
    element('pubDate', textOf(pieces, ['pubdate', 'published', 'issued', 'date', 'created'])),
    element('updated', textOf(pieces, ['updated', 'modified', 'lastbuilddate'])),
    categories(pieces),
  ];
  return `<item>${fields.join('')}</item>`;
};

/** The repaired feed as bounded, well-formed RSS 2.0 whose texts are plain and whose links are absolute. */
export const canonicalXml = (feed: RepairedFeed, url: string): string => {
  const link = linkOf(feed.head, url);
  const head = [
    element('title', cut(textOf(feed.head, ['title']), LONGEST_TITLE)),
    element('link', link),
    element('language', textOf(feed.head, ['language'])),
    element('ttl', textOf(feed.head, ['ttl'])),
  ];
  const items = feed.items.map((pieces) => itemXml(pieces, link || url));
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>${head.join('')}${items.join('')}</channel></rss>`;
};
