import { describe, expect, it } from 'vitest';
import { findFeeds } from '../../lambda/feeds/find-feeds.js';
import { readOpml, writeOpml } from '../../lambda/feeds/opml.js';
import { addFeeds } from '../../lambda/watchlist/add-feeds.js';

const PAGE = `<!DOCTYPE html><html><head><base href="/news/"><title>Sample site</title>
<link rel="alternate" type="application/rss+xml" title="All &amp; everything" href="rss.xml">
<link rel="alternate" type="application/atom+xml" href="https://feeds.site.example/atom">
<link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" href="/feed.css"></head>
<body><a href="/world/feed/">World</a><a href="javascript:void(0)">no</a><a href="/about">About</a></body></html>`;

describe('findFeeds', () => {
  it('gives what the head names, then what the page links to, then the usual addresses', () => {
    const found = findFeeds(PAGE, 'https://site.example/news/index.html');
    expect(found.slice(0, 3)).toEqual([
      { url: 'https://site.example/news/rss.xml', title: 'All & everything', because: 'named-by-the-page' },
      { url: 'https://feeds.site.example/atom', because: 'named-by-the-page' },
      { url: 'https://site.example/world/feed/', because: 'linked-from-the-page' },
    ]);
    expect(found.slice(3).every((each) => each.because === 'usual-address')).toBe(true);
    expect(found.map((each) => each.url)).toContain('https://site.example/feed');
    expect(new Set(found.map((each) => each.url)).size).toBe(found.length);
  });

  it('finds none on a page without any but the usual addresses', () => {
    expect(findFeeds('<p>Hello</p>', 'https://site.example/').every((each) => each.because === 'usual-address')).toBe(true);
  });
});

describe('OPML', () => {
  const FILE = `<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
<outline text="World"><outline title="Wire &amp; Post" type="rss" xmlUrl="https://wire.example/rss" htmlUrl="https://wire.example/"/>
<outline text="Deep"><OUTLINE text="Herald" XMLURL="https://herald.example/feed" category="/Papers,Europe"/></outline></outline>
<outline text="No feed" htmlUrl="https://x.example/"/></body></opml>`;

  it('is read with its folders and categories as tags', () => {
    expect(readOpml(FILE)).toEqual([
      { url: 'https://wire.example/rss', title: 'Wire & Post', tags: ['World'] },
      { url: 'https://herald.example/feed', title: 'Herald', tags: ['World', 'Deep', 'Papers', 'Europe'] },
    ]);
  });

  it('is written so that it reads back the same', () => {
    const feeds = [{ url: 'https://wire.example/rss?a=1&b="2"', title: 'Wire <&>', tags: ['a', 'b'] }];
    expect(readOpml(writeOpml('Mine', feeds))).toEqual(feeds);
  });

  it.each(['', 'prose', '<rss version="2.0"/>'])('%# is none', (text) => {
    expect(readOpml(text)).toBeUndefined();
  });
});

describe('addFeeds', () => {
  const WATCHLIST = `version: 1 # ours\nfeeds:\n  - url: https://wire.example/rss # the wire\n    tags: [world]\nrules: []\nchannels: []\n`;

  it('adds what is new behind the others, and leaves every comment where it was', () => {
    const { text, added, known } = addFeeds(WATCHLIST, [
      { url: 'http://www.wire.example/rss/' },
      { url: 'https://post.example/rss', zone: 'Europe/Paris', tags: ['papers'], comment: 'The Post\nof today' },
      { url: 'https://post.example/rss' },
    ]);
    expect(text).toBe(
      'version: 1 # ours\nfeeds:\n  - url: https://wire.example/rss # the wire\n    tags: [world]\n  # The Post of today\n  - url: https://post.example/rss\n    zone: Europe/Paris\n    tags:\n      - papers\nrules: []\nchannels: []\n',
    );
    expect(added).toHaveLength(1);
    expect(known).toHaveLength(2);
  });

  it('gives the text back unchanged when nothing is new', () => {
    expect(addFeeds(WATCHLIST, [{ url: 'https://wire.example/rss' }]).text).toBe(WATCHLIST);
  });

  it('begins a list that was empty', () => {
    expect(addFeeds('feeds: []\n', [{ url: 'https://wire.example/rss' }]).text).toBe('feeds:\n  - url: https://wire.example/rss\n');
  });

  it('refuses a text without a list of feeds', () => {
    expect(() => addFeeds('rules: []', [])).toThrow('no list');
  });
});
