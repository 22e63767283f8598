import { escapeUTF8 } from 'entities';
import * as z from 'zod';
import { cut } from './canonical-feed.js';
import type { Piece, ScannedDocument } from './scan-document.js';

// JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/): every member is taken for what it is worth.

const MOST_ITEMS = 5_000;
const MOST_TAGS = 30;

const text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);
const author = z.object({ name: text }).optional().catch(undefined);
const object = z.record(z.string(), z.unknown());

const feedSchema = z.object({
  version: text,
  title: text,
  home_page_url: text,
  feed_url: text,
  language: text,
  hubs: z.array(z.unknown()).catch([]),
  items: z.array(z.unknown()).catch([]),
  author,
  authors: z.array(author).catch([]),
});

const itemSchema = z.object({
  id: text,
  url: text,
  external_url: text,
  title: text,
  summary: text,
  content_text: text,
  content_html: text,
  date_published: text,
  date_modified: text,
  author,
  authors: z.array(author).catch([]),
  tags: z.array(text).catch([]),
});

const hubSchema = z.object({ type: text, url: z.string() });

const piece = (name: string, html: string | undefined, attributes: Piece['attributes'] = {}): readonly Piece[] =>
  html === undefined || html.trim() === '' ? [] : [{ name, html, attributes }];

const plain = (name: string, value: string | undefined): readonly Piece[] =>
  piece(name, value === undefined ? undefined : escapeUTF8(value), { type: 'text' });

const link = (rel: string, href: string): readonly Piece[] => [{ name: 'link', html: '', attributes: { rel, href } }];

const LONGEST_TITLE = 500;

const firstWords = (...texts: readonly (string | undefined)[]): string =>
  texts.find((each) => each !== undefined && each.trim() !== '') ?? '';

const itemPieces = (value: unknown): readonly (readonly Piece[])[] => {
  const read = itemSchema.safeParse(value);
  if (!read.success) return [];
  const item = read.data;
  const who = item.authors.find((each) => each?.name !== undefined) ?? item.author;
  return [
    [
      ...plain('title', cut(firstWords(item.title, item.summary, item.content_text), LONGEST_TITLE)),
      ...plain('link', item.url ?? item.external_url),
      ...piece('id', item.id),
      ...piece('description', item.content_html),
      ...plain('description', item.content_text),
      ...plain('summary', item.summary),
      ...plain('published', item.date_published),
      ...plain('updated', item.date_modified),
      ...plain('author', who?.name),
      ...item.tags.slice(0, MOST_TAGS).flatMap((tag) => plain('category', tag)),
    ],
  ];
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** A comma before a closing bracket, which templates leave behind; strings are stepped over, an unfinished one to the end. */
const withoutTrailingCommas = (body: string): string =>
  body.replace(/("(?:[^"\\]|\\[\s\S])*(?:"|$))|,(?=\s*[}\]])/g, (_comma, string: string | undefined) => string ?? '');

const parse = (body: string): unknown => parsed(body) ?? parsed(withoutTrailingCommas(body));

/** Whether a body is JSON rather than XML, by its first character. */
export const looksLikeJson = (body: string): boolean => /^\s{0,1000}\{/.test(body);

/** The pieces of a JSON Feed, in the same shape as those of an XML document; undefined when it is not one. */
export const scanJsonFeed = (body: string): ScannedDocument | undefined => {
  const value = object.safeParse(parse(body));
  if (!value.success) return undefined;
  const { items, version } = value.data;
  if (!Array.isArray(items) && !(typeof version === 'string' && /jsonfeed/i.test(version))) return undefined;
  const read = feedSchema.safeParse(value.data);
  if (!read.success) return undefined;
  const feed = read.data;
  const hubs = feed.hubs.flatMap((hub) => {
    const known = hubSchema.safeParse(hub);
    return known.success && /^websub$/i.test(known.data.type ?? '') ? link('hub', known.data.url) : [];
  });
  return {
    root: 'rss',
    head: [
      ...plain('title', feed.title),
      ...plain('link', feed.home_page_url ?? feed.feed_url),
      ...plain('language', feed.language),
      ...(feed.feed_url === undefined ? [] : link('self', feed.feed_url)),
      ...hubs,
    ],
    items: feed.items.slice(0, MOST_ITEMS).flatMap(itemPieces),
  };
};
