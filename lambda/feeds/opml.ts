import { escapeUTF8 } from 'entities';
import { Parser } from 'htmlparser2';

/** A feed as lists of subscriptions (OPML 2.0) name it. */
export interface Subscription {
  readonly url: string;
  readonly title?: string;
  /** The folders that it stands in, and its categories. */
  readonly tags: readonly string[];
}

const MOST_SUBSCRIPTIONS = 5_000;

const tagOf = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 60);

/** The subscriptions of an OPML file, in its order; undefined when it is none. Any nesting of folders, any case of names. */
export const readOpml = (xml: string): readonly Subscription[] | undefined => {
  const found: Subscription[] = [];
  const folders: string[] = [];
  let isOpml = false;
  const parser = new Parser(
    {
      onopentag: (tag, given) => {
        const name = tag.toLowerCase();
        if (name === 'opml') isOpml = true;
        if (name !== 'outline') return;
        const attributes = new Map(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]));
        const title = tagOf(attributes.get('title') ?? attributes.get('text') ?? '');
        const url = (attributes.get('xmlurl') ?? '').trim();
        const categories = (attributes.get('category') ?? '').split(/[,/]/).map(tagOf);
        const tags = [...new Set([...folders, ...categories].filter((tag) => tag !== ''))];
        if (url !== '' && found.length < MOST_SUBSCRIPTIONS) found.push({ url, tags, ...(title === '' ? {} : { title }) });
        folders.push(url === '' ? title : '');
      },
      onclosetag: (tag) => {
        if (tag.toLowerCase() === 'outline') folders.pop();
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return isOpml ? found : undefined;
};

const attribute = (name: string, value: string): string => (value === '' ? '' : ` ${name}="${escapeUTF8(value)}"`);

/** An OPML 2.0 file with these subscriptions, that any feed reader imports. */
export const writeOpml = (title: string, subscriptions: readonly Subscription[]): string => {
  const outlines = subscriptions.map(
    ({ url, title: name = url, tags }) =>
      `    <outline type="rss"${attribute('text', name)}${attribute('title', name)}${attribute('xmlUrl', url)}${attribute('category', tags.join(','))}/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    `  <head><title>${escapeUTF8(title)}</title></head>`,
    '  <body>',
    ...outlines,
    '  </body>',
    '</opml>',
    '',
  ].join('\n');
};
