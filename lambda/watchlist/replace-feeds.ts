import { isMap, isSeq, parseDocument } from 'yaml';

/**
 * The same watchlist text with other feeds, for the sample newsroom. Rules and comments stay as they are, and channels but for
 * their quiet hours: a first run at night shows what a first run by day shows.
 */
export const replaceFeeds = (text: string, urls: readonly string[]): string => {
  const document = parseDocument(text);
  document.set('feeds', document.createNode(urls.map((url) => ({ url, zone: 'UTC', tags: ['sample'] }))));
  const channels = document.get('channels');
  for (const channel of isSeq(channels) ? channels.items : []) if (isMap(channel)) channel.delete('quiet');
  return document.toString();
};
