import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalLink, identityKeys, rememberStories, type SeenStory, sortStories } from '../../lambda/feeds/identity.js';

interface Item {
  readonly id?: string;
  readonly link?: string;
  readonly title: string;
  readonly published?: string;
}

const story = (item: Item) => ({ ...item, keys: identityKeys(item) });

const item = (number: number, parts: Partial<Item> = {}): Item => ({
  id: `urn:${number}`,
  link: `https://news.example/${number}`,
  title: `Headline number ${number}`,
  published: `2026-03-${String((number % 28) + 1).padStart(2, '0')}T10:00:00.000Z`,
  ...parts,
});

const items = (count: number, change: (number: number) => Partial<Item> = () => ({})) =>
  Array.from({ length: count }, (_, number) => story(item(number, change(number))));

const seenOf = (stories: ReturnType<typeof items>): readonly SeenStory[] => sortStories(stories, []).shown;

const titles = (stories: readonly Item[]): readonly string[] => stories.map((each) => each.title);

describe('sortStories', () => {
  it('takes everything for new that was never seen, in the document’s order', () => {
    expect(titles(sortStories(items(3), []).fresh)).toEqual(titles(items(3)));
  });

  it.each<[string, (number: number) => Partial<Item>]>([
    ['nothing changed', () => ({})],
    ['every id changed and the links stayed', (number) => ({ id: `tag:new,2026:${number}` })],
    [
      'http became https, with www. and tracking',
      (number) => ({ id: `x${number}`, link: `http://www.news.example/${number}/?utm_source=rss` }),
    ],
    ['ids and links changed and the titles stayed', (number) => ({ id: `x${number}`, link: `https://other.example/a/${number}` })],
    [
      'ids, links and dates changed and the titles stayed',
      (number) => ({ id: `x${number}`, link: `https://o.example/${number}`, published: '2026-04-01T00:00:00.000Z' }),
    ],
    ['the ids went away', () => ({ id: undefined as unknown as string })],
  ])('finds no news when %s', (_name, change) => {
    const sorted = sortStories(
      items(12, (number) => Object.fromEntries(Object.entries({ ...change(number) }).filter(([, value]) => value !== undefined))),
      seenOf(items(12)),
    );
    expect(titles(sorted.fresh)).toEqual([]);
  });

  it('keeps the key of the first sight through every change, so that the story keeps its id', () => {
    const first = seenOf(items(6));
    const second = sortStories(
      items(6, (number) => ({ id: `b${number}` })),
      first,
    ).shown;
    const third = sortStories(
      items(6, (number) => ({ id: `b${number}`, link: `https://other.example/${number}`, title: `New ${number}` })),
      second,
    );
    expect(third.fresh).toEqual([]);
    expect(third.edited.map((each) => each.key)).toEqual(first.map((record) => record.keys[0]));
  });

  it('sees an edited title, and not a change of its case or quotes', () => {
    const seen = seenOf([story(item(1, { title: 'Talks “fail”' }))]);
    expect(sortStories([story(item(1, { title: 'Talks "Fail"' }))], seen).edited).toEqual([]);
    expect(titles(sortStories([story(item(1, { title: 'Talks succeed' }))], seen).edited)).toEqual(['Talks succeed']);
  });

  it('trusts no id that repeats inside the document', () => {
    const same = items(4, () => ({ id: 'one and the same' }));
    expect(sortStories(same, []).fresh).toHaveLength(4);
    const next = [story(item(9, { id: 'one and the same' })), ...same];
    expect(titles(sortStories(next, seenOf(same)).fresh)).toEqual(['Headline number 9']);
  });

  it('counts an item that stands twice in the document once', () => {
    expect(sortStories([story(item(1)), story(item(1))], []).fresh).toHaveLength(1);
  });

  it('finds the one new story among the old', () => {
    const sorted = sortStories([story(item(99)), ...items(20)], seenOf(items(20)));
    expect(titles(sorted.fresh)).toEqual(['Headline number 99']);
    expect(sorted.learned).toBe(true);
    expect(sortStories(items(20), seenOf(items(20))).learned).toBe(false);
  });

  it('never calls a story new twice, whatever a publisher shows', () => {
    const anyItem = fc.record({ number: fc.integer({ min: 0, max: 30 }), id: fc.boolean(), edit: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(anyItem, { maxLength: 15, selector: ({ number }) => number }), { maxLength: 8 }), (documents) => {
        let seen: readonly SeenStory[] = [];
        const told = new Map<string, number>();
        for (const document of documents) {
          const stories = document.map(({ number, id, edit }) =>
            story({ ...item(number), ...(id ? {} : { id: `other:${number}` }), ...(edit ? { title: `Edited ${number}` } : {}) }),
          );
          const sorted = sortStories(stories, seen);
          for (const each of sorted.fresh) told.set(each.link ?? '', (told.get(each.link ?? '') ?? 0) + 1);
          seen = rememberStories(sorted.shown, seen);
        }
        expect([...told.values()].every((count) => count === 1)).toBe(true);
      }),
    );
  });
});

describe('rememberStories', () => {
  it('keeps the newest, at least eight hundred, and everything that the document shows', () => {
    const many = seenOf(items(2_000));
    expect(rememberStories([], many)).toHaveLength(800);
    expect(rememberStories(many, [])).toHaveLength(2_000);
  });
});

describe('canonicalLink', () => {
  it.each([
    ['https://www.news.example/a/?utm_source=x&id=3#comments', 'news.example/a?id=3'],
    ['http://news.example/a?id=3&at_medium=RSS', 'news.example/a?id=3'],
    ['https://news.example/live#post-7', 'news.example/live#post-7'],
    ['https://news.example/a#xtor=RSS-1', 'news.example/a'],
  ])('%s is %s', (link, expected) => {
    expect(canonicalLink(link)).toBe(expected);
  });
});
