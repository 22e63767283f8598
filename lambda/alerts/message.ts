import { gravest, SEVERITIES } from '../core/severity.js';
import { type Instant, isoInstant, writeDuration } from '../core/time.js';
import { unreachable } from '../core/unreachable.js';
import type { Deadline, Revision } from '../deadlines/deadline.js';
import type { Alert, Channel, DeadlineAlert, Message, StoryAlert } from './alert.js';
import { MOST_IN_SMS } from './message-batch.js';
import { composeSms, composeSmsDigest, composeSmsList } from './sms-text.js';
import { dateText, dueText, leftText, momentText } from './wording.js';

export interface MessageContext {
  readonly channel: Channel;
  readonly deadlines: ReadonlyMap<string, Deadline>;
  /** Stories that this message suppresses as already told beside one that it tells: story id to publishers. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly now: Instant;
  /** True for the digest that closes a day which has had its messages. */
  readonly isClosing?: boolean;
}

/** What the reader sees as one thing: a story with its deadline, or a change of a deadline by itself. */
interface Item {
  readonly headline: string;
  readonly lines: readonly string[];
  readonly smsTail: string;
  /** What a digest by SMS says of it: the date first, as the end may be cut. */
  readonly digestLine: string;
  readonly link: string;
}

const LONGEST_SUBJECT = 100;
/** Characters; three bytes each at the worst, this stays within what SNS takes. */
const LONGEST_BODY = 60_000;
const LABEL_WIDTH = 11;

const labelled = (label: string, text: string): string => `${label.padEnd(LABEL_WIDTH)}${text}`;

const changeText = (alert: DeadlineAlert, deadline: Deadline, context: MessageContext): string => {
  const left = leftText(deadline, context.now);
  switch (alert.change) {
    case 'set':
      return 'New deadline';
    case 'moved':
      return newestRevision(deadline)?.who === undefined ? 'Deadline moved' : 'Deadline corrected';
    case 'withdrawn':
      return 'Deadline withdrawn';
    case 'passed':
      return 'Deadline passed';
    case 'step':
      return deadline.precision === 'day' ? `Deadline ${left}` : left.replace(/^./, (first) => first.toUpperCase());
    default:
      return unreachable(alert.change);
  }
};

const dueLine = (deadline: Deadline, context: MessageContext): string => {
  const due = dueText(deadline, context.channel.zone, context.now);
  if (deadline.due <= context.now) return `${due}: the time has passed; outcome unknown`;
  const left = leftText(deadline, context.now);
  return `${due} (${left} when sent)`;
};

const movedLine = (alert: DeadlineAlert, deadline: Deadline, context: MessageContext): readonly string[] =>
  alert.change === 'moved' && alert.from !== undefined
    ? [labelled('Before', dueText({ ...deadline, due: alert.from }, context.channel.zone, context.now))]
    : [];

const newestRevision = (deadline: Deadline): Revision | undefined => deadline.revisions.at(-1);

const toldLine = ({ who, quote, source }: Revision): string =>
  who === undefined ? labelled('As told', `“${quote}” (${source})`) : labelled('By hand', quote);

const deadlineLines = (deadline: Deadline, context: MessageContext, alert?: DeadlineAlert): readonly string[] => {
  const revision = newestRevision(deadline);
  const disputed =
    deadline.disputed === undefined
      ? []
      : [labelled('Disputed', `${deadline.disputed.source} says ${dateText(deadline.disputed.due, deadline.zone, 'long', context.now)}`)];
  const due =
    deadline.state === 'withdrawn'
      ? `withdrawn; it was ${dueText(deadline, context.channel.zone, context.now)}`
      : dueLine(deadline, context);
  return [
    labelled(alert?.change === 'moved' ? 'Moved to' : 'Deadline', due),
    ...(alert === undefined ? [] : movedLine(alert, deadline, context)),
    ...(revision === undefined ? [] : [toldLine(revision)]),
    ...disputed,
  ];
};

const deadlineOf = (alert: StoryAlert, context: MessageContext): Deadline | undefined =>
  [...context.deadlines.values()].find(
    (deadline) =>
      deadline.state === 'open' && deadline.due > context.now && deadline.sources.some((source) => source.storyId === alert.story.id),
  );

const whyText = (alert: StoryAlert): string => `rule “${alert.ruleName}” (${alert.severity}): ${[...new Set(alert.evidence)].join(', ')}`;

const smsTailOf = (
  alert: StoryAlert,
  deadline: Deadline | undefined,
  change: DeadlineAlert | undefined,
  context: MessageContext,
): string => {
  if (deadline === undefined) return `(${alert.story.source}, ${momentText(alert.story.publishedAt, context.channel.zone, 'short')})`;
  return change === undefined ? smsDue(deadline, context) : smsChange(change, deadline, context);
};

/** The change of the story's own deadline that the same message tells. */
const changeBeside = (deadline: Deadline | undefined, alerts: readonly Alert[]): DeadlineAlert | undefined =>
  alerts.find((each): each is DeadlineAlert => each.kind === 'deadline' && each.deadlineId === deadline?.id);

const storyItem = (alert: StoryAlert, alerts: readonly Alert[], context: MessageContext): Item => {
  const deadline = deadlineOf(alert, context);
  const change = changeBeside(deadline, alerts);
  const others = (context.sources.get(alert.story.id) ?? []).filter((source) => source !== alert.story.source);
  const published = momentText(alert.story.publishedAt, context.channel.zone);
  const sources = others.length === 0 ? alert.story.source : `${alert.story.source} and ${others.join(', ')}`;
  const link = alert.story.link ?? '';
  return {
    headline: alert.story.title,
    link,
    smsTail: smsTailOf(alert, deadline, change, context),
    digestLine: deadline === undefined ? alert.story.title : `${digestLead(change, deadline, context)}: ${alert.story.title}`,
    lines: [
      `${sources} · ${published}`,
      ...(alert.story.summary === '' || alert.story.summary === alert.story.title ? [] : ['', alert.story.summary]),
      '',
      ...(deadline === undefined ? [] : deadlineLines(deadline, context, change)),
      labelled('Why', whyText(alert)),
      ...(link === '' ? [] : [labelled('Link', link)]),
    ],
  };
};

const smsDue = (deadline: Deadline, context: MessageContext): string =>
  `Deadline ${dueText(deadline, context.channel.zone, context.now, 'short')}, ${leftText(deadline, context.now)}.`;

const smsChange = (alert: DeadlineAlert, deadline: Deadline, context: MessageContext): string => {
  const due = dueText(deadline, context.channel.zone, context.now, 'short');
  if (alert.change === 'withdrawn') return `Deadline of ${due} withdrawn.`;
  if (alert.change === 'passed') return `Deadline ${due} has passed; outcome unknown.`;
  if (alert.change === 'moved' && alert.from !== undefined) {
    const before = dueText({ ...deadline, due: alert.from }, context.channel.zone, context.now, 'short');
    return `Moved to ${due} (was ${before}), ${leftText(deadline, context.now)}.`;
  }
  return smsDue(deadline, context);
};

const digestLead = (alert: DeadlineAlert | undefined, deadline: Deadline, { channel, now }: MessageContext): string => {
  if (alert?.change === 'withdrawn') return 'Withdrawn';
  const due = dueText(deadline, channel.zone, now, 'short');
  if (alert?.change === 'passed') return `Passed ${due}`;
  return alert?.change === 'moved' ? `Moved to ${due}` : `Due ${due}`;
};

const changeItem = (alert: DeadlineAlert, deadline: Deadline, context: MessageContext): Item => {
  const link = deadline.sources.at(-1)?.link ?? '';
  const step = alert.stepMs === undefined ? '' : `, its ${writeDuration(alert.stepMs)} reminder`;
  return {
    headline: `${changeText(alert, deadline, context)}: ${deadline.headline}`,
    link,
    smsTail: smsChange(alert, deadline, context),
    digestLine: `${digestLead(alert, deadline, context)}: ${deadline.headline}`,
    lines: [
      '',
      ...deadlineLines(deadline, context, alert),
      labelled('Why', `you follow this deadline by rule “${alert.ruleName}”${step}`),
      ...(link === '' ? [] : [labelled('Link', link)]),
    ],
  };
};

const itemsOf = (alerts: readonly Alert[], context: MessageContext): readonly Item[] => {
  const stories = alerts.filter((alert): alert is StoryAlert => alert.kind === 'story');
  const shown = new Set(stories.map((alert) => deadlineOf(alert, context)?.id));
  return alerts.flatMap((alert) => {
    if (alert.kind === 'story') return [storyItem(alert, alerts, context)];
    const deadline = context.deadlines.get(alert.deadlineId);
    const withStory = (alert.change === 'set' || alert.change === 'moved') && shown.has(alert.deadlineId);
    return deadline === undefined || withStory ? [] : [changeItem(alert, deadline, context)];
  });
};

const cutSubject = (text: string, longest: number): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  const head = line.slice(0, longest - 1);
  return `${head.slice(0, Math.max(head.lastIndexOf(' '), longest / 2)).trimEnd()}…`.toWellFormed();
};

const subjectOf = (items: readonly Item[], severity: string, { isClosing }: MessageContext): string => {
  const more = items.length > 1 ? ` (+${items.length - 1} more)` : '';
  const lead = severity === 'critical' ? 'CRITICAL: ' : isClosing === true ? 'Rest of the day: ' : '';
  return `${lead}${cutSubject(items[0]?.headline ?? '', LONGEST_SUBJECT - more.length - lead.length)}${more}`;
};

const messagesText = (dailyCap = 1): string => (dailyCap === 1 ? 'one message' : `${dailyCap} messages`);

/** As many of the blocks as fit; a last line counts those that do not. */
const within = (blocks: readonly string[], longest: number): readonly string[] => {
  let length = 0;
  const fitting = blocks.filter((block) => {
    length += block.length;
    return length <= longest;
  });
  const left = blocks.length - fitting.length;
  return left === 0 ? blocks : [...fitting, `… and ${left} more, left out because this message is long`];
};

/** Why several things come at once, late in the day. */
const closingLines = ({ channel, isClosing, now }: MessageContext): string =>
  isClosing === true
    ? `The rest of ${dateText(now, channel.zone)}, in one message: this channel has had its ${messagesText(channel.dailyCap)} of the day.\n\n────────\n\n`
    : '';

const emailOf = (items: readonly Item[], context: MessageContext): string => {
  const { channel } = context;
  const blocks = within(
    items.map((item) => [item.headline, ...item.lines].join('\n')),
    LONGEST_BODY,
  );
  const foot = `You get this from the News Alert channel “${channel.id}”. To leave it, use the unsubscribe link of this\nmessage; to mute a rule, ask the person who runs it.`;
  return `${closingLines(context)}${blocks.join('\n\n────────\n\n')}\n\n--\n${foot}\n`;
};

/** One thing in full, or several by their headlines: what is told by SMS is in it, or counted by a digest. */
const smsOf = (items: readonly Item[], { channel, isClosing, now }: MessageContext): string => {
  const [first] = items;
  if (first === undefined) return '';
  if (items.length > 1 && (isClosing === true || channel.isDigest === true)) {
    const lead = isClosing === true ? `Rest of ${dateText(now, channel.zone, 'short')}:` : '';
    return composeSmsDigest(
      lead,
      items.map((item) => item.digestLine),
    );
  }
  if (items.length === 1) return composeSms(first.headline, first.smsTail, first.link);
  // More stand in the messages of other media only.
  const more = items.length > MOST_IN_SMS ? [`+${items.length - MOST_IN_SMS} more`] : [];
  return composeSmsList([...items.slice(0, MOST_IN_SMS).map((item) => item.headline), ...more]);
};

const alertJson = (alert: Alert, context: MessageContext, withSummary: boolean): object => {
  if (alert.kind === 'story') {
    const { summary, publishedAt, ...story } = alert.story;
    const matched = { kind: 'story', rule: alert.ruleId, severity: alert.severity, evidence: alert.evidence };
    return { ...matched, ...story, publishedAt: isoInstant(publishedAt), ...(withSummary ? { summary } : {}) };
  }
  const deadline = context.deadlines.get(alert.deadlineId);
  const due = deadline === undefined ? undefined : isoInstant(deadline.due);
  return {
    kind: 'deadline',
    change: alert.change,
    id: alert.deadlineId,
    headline: deadline?.headline,
    due,
    precision: deadline?.precision,
  };
};

/** A long message leaves the summaries out, so that it stays one that can be sent. */
const jsonOf = (alerts: readonly Alert[], context: MessageContext): string => {
  const write = (withSummaries: boolean): string =>
    JSON.stringify({
      channel: context.channel.id,
      sentAt: isoInstant(context.now),
      alerts: alerts.map((alert) => alertJson(alert, context, withSummaries)),
    });
  const whole = write(true);
  return whole.length <= LONGEST_BODY ? whole : write(false);
};

const gravestFirst = (left: Alert, right: Alert): number => SEVERITIES.indexOf(right.severity) - SEVERITIES.indexOf(left.severity);

/** The words of one message for these alerts, in every medium. Computed when it is sent: "time left" is true then. */
export const composeMessage = (unsorted: readonly Alert[], context: MessageContext): Message => {
  const alerts = [...unsorted].sort(gravestFirst);
  const items = itemsOf(alerts, context);
  return {
    subject: subjectOf(items, gravest(alerts.map((alert) => alert.severity)), context),
    email: emailOf(items, context),
    sms: smsOf(items, context),
    json: jsonOf(alerts, context),
  };
};
