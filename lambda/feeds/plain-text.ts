import { decodeHTML } from 'entities';
import { asWindows1252 } from './decode.js';

const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote br caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const SILENT: ReadonlySet<string> = new Set(['script', 'style', 'template', 'applet']);
const RAW: ReadonlySet<string> = new Set(['script', 'style']);
const TAGS: ReadonlySet<string> = new Set([
  ...BLOCKS,
  ...SILENT,
  ...'a abbr acronym b bdi bdo big blink center cite code del dfn dir em embed font i iframe img input ins kbd label link map marquee meta noscript object param q s samp select small source span strike strong sub summary sup textarea title tt u var video'.split(
    ' ',
  ),
]);

// Control characters, direction overrides, marks of byte order: nothing that a person reads. Plain direction marks and
// zero-width spaces belong to some scripts and stay.
const INVISIBLE = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/gu;
const MARK_PILE = /(\p{M}{4})\p{M}+/gu;
const BEYOND_PLAIN = /[^\x20-\x7e]/;
/** White space that is not one plain space. */
const SPACES = /[\s\u00a0]{2,}|[^\S ]|\u00a0/gu;

/** One line of readable text: white space collapsed, what is invisible removed, piles of combining marks cut. */
const tidy = (text: string): string => {
  const oneLine = text.replace(SPACES, ' ').trim();
  if (!BEYOND_PLAIN.test(oneLine)) return oneLine;
  return asWindows1252(oneLine).toWellFormed().replace(INVISIBLE, '').replace(MARK_PILE, '$1').replace(SPACES, ' ').trim();
};

const LETTER = /[a-z]/i;

/** Where a tag that begins at `from` ends: behind its `>`, those in quoted values apart; -1 when it never does. */
const tagEnd = (html: string, from: number): number => {
  const close = html.indexOf('>', from);
  if (close < 0) return -1;
  const plain = html.slice(from, close);
  if (!plain.includes('"') && !plain.includes("'")) return close + 1;
  let quote = '';
  let afterEquals = false;
  for (let at = from; at < html.length; at += 1) {
    const mark = html[at] ?? '';
    if (quote !== '') quote = mark === quote ? '' : quote;
    else if (mark === '>') return at + 1;
    else if (afterEquals && (mark === '"' || mark === "'")) quote = mark;
    if (mark === '=') afterEquals = true;
    else if (!/\s/.test(mark)) afterEquals = false;
  }
  return -1;
};

const TAG_NAME = /[^\s/>]{0,20}/y;

const nameAt = (html: string, from: number): string => {
  TAG_NAME.lastIndex = from;
  return TAG_NAME.exec(html)?.[0].toLowerCase() ?? '';
};

/** Behind the end tag of a script or style, whose content holds no tags; the end of the text when there is none. */
const rawEnd = (html: string, name: string, from: number): number => {
  const pattern = new RegExp(`</${name}`, 'gi');
  pattern.lastIndex = from;
  const found = pattern.exec(html);
  const close = found === null ? -1 : html.indexOf('>', found.index);
  return close < 0 ? html.length : close + 1;
};

/** The text of an HTML fragment, references still in it. No tree is made, so no depth slows it down; linear. */
const withoutTags = (html: string): string => {
  const pieces: string[] = [];
  let silent = 0;
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    if (silent === 0) pieces.push(open < 0 ? html.slice(at) : html.slice(at, open));
    if (open < 0) break;
    const mark = html[open + 1] ?? '';
    if (mark === '!' || mark === '?') {
      const isComment = html.startsWith('<!--', open);
      const end = html.indexOf(isComment ? '-->' : '>', open + (isComment ? 4 : 2));
      if (end < 0) break;
      at = end + (isComment ? 3 : 1);
      continue;
    }
    const isEnd = mark === '/';
    if (!isEnd && !LETTER.test(mark)) {
      if (silent === 0) pieces.push('<');
      at = open + 1;
      continue;
    }
    const end = tagEnd(html, open + 1);
    // An unfinished tag is no text.
    if (end < 0) break;
    const name = nameAt(html, open + (isEnd ? 2 : 1));
    if (BLOCKS.has(name) && silent === 0) pieces.push(' ');
    at = end;
    if (!SILENT.has(name)) continue;
    if (isEnd) silent = Math.max(0, silent - 1);
    else if (RAW.has(name)) at = rawEnd(html, name, end);
    else silent += 1;
  }
  return pieces.join('');
};

/** The readable text of an HTML fragment: tags and scripts dropped, character references resolved once. Linear. */
export const plainText = (html: string): string => {
  const text = html.includes('<') ? withoutTags(html) : html;
  return tidy(text.includes('&') ? decodeHTML(text) : text);
};

const REFERENCE = /&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z]{2,8}\d?);/i;

/** As {@link plainText}; references that were escaped twice, as many titles have them, are resolved once more. */
export const plainTitle = (html: string): string => {
  const text = plainText(html);
  return REFERENCE.test(text) ? tidy(decodeHTML(text)) : text;
};

/** Whether a text holds a tag that HTML knows, or a comment. */
export const hasHtmlTag = (text: string): boolean =>
  /<[!?]/.test(text) || [...text.matchAll(/<\/?([a-z][a-z\d]{0,12})/gi)].some(([, name = '']) => TAGS.has(name.toLowerCase()));

/** Whether a text that is said to be plain is HTML all the same: it has an end tag or a reference, and only known tags. */
export const looksLikeHtml = (text: string): boolean => {
  if (!/<\/[a-z]|<[a-z][^<>]{0,200}\/>|&#?[a-z\d]{2,8};/i.test(text)) return false;
  return [...text.matchAll(/<\/?([a-z][a-z\d]{0,12})/gi)].every(([, name = '']) => TAGS.has(name.toLowerCase()));
};
