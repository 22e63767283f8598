import { hashId } from '../core/ids.js';
import type { Instant } from '../core/time.js';
import { canonicalTitle } from '../feeds/identity.js';
import type { Mention } from './deadline.js';
import { detectDeadlines } from './detect-deadlines.js';
import { isName, topicWords } from './english/topic-words.js';

/** What of a story its mentions are made of. */
export interface MentioningStory {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly source: string;
  readonly link?: string;
  readonly publishedAt: Instant;
}

const MOST_NAMES = 20;

/**
 * The deadlines that a story mentions, as the desk takes them.
 *
 * @param edition of an edited story: what its title is now, so that its mentions are others than before
 */
export const mentionsIn = (
  { id, title, summary, source, link, publishedAt }: MentioningStory,
  { zone, ruleIds, edition }: { readonly zone: string; readonly ruleIds: readonly string[]; readonly edition?: string },
): readonly Mention[] => {
  const findings = detectDeadlines({ title, summary, publishedAt, zone });
  return findings.map((finding, index) => ({
    id: hashId('mention', id, String(index), ...(edition === undefined ? [] : [edition])),
    storyId: id,
    source,
    headline: title,
    titleKey: canonicalTitle(title),
    names: topicWords(summary).filter(isName).slice(0, MOST_NAMES),
    besides: findings.flatMap((other) => (other === finding || other.due === undefined ? [] : [other.due])),
    publishedAt,
    ruleIds,
    finding,
    ...(link === undefined ? {} : { link }),
  }));
};
