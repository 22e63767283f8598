import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import color from 'picocolors';
import { writeCalendar } from '../alerts/calendar.js';
import { dateText, dueText, leftText, momentText, spanText } from '../alerts/wording.js';
import type { Instant } from '../core/time.js';
import { BY_HAND, type Correction, type CorrectionRefusal, readMoment } from '../deadlines/correct-deadline.js';
import type { DeadlineKind, Revision } from '../deadlines/deadline.js';
import { alertThreshold } from '../deadlines/detect-deadlines.js';
import { type CorrectDeadlineOutcome, type CorrectDeadlines, makeCorrectDeadlines } from '../pipeline/correct-deadline.js';
import type { Stores } from '../pipeline/ports.js';
import { type ChannelDeadlines, type DeadlineView, listChannelDeadlines, listDeadlines } from '../pipeline/views.js';
import { NO_HINTS } from './flags.js';
import { type ListOptions, withStore } from './list-commands.js';
import { systemClock } from './local-world.js';
import { personName } from './person.js';
import { complain, type ExitCode, print, printJson, printTable, terminalWidth, wrap } from './terminal.js';

interface ZonedOptions extends ListOptions {
  readonly zone: string;
}

interface CorrectionOptions extends ZonedOptions {
  readonly why: string;
}

const SHORTEST_ID = 6;

/** The shortest beginning of each id that no other has. */
const shortIds = (views: readonly DeadlineView[]): ReadonlyMap<string, string> => {
  const ids = views.map((view) => view.deadline.id);
  const shorten = (id: string): string => {
    for (let length = SHORTEST_ID; length < id.length; length += 1)
      if (ids.every((other) => other === id || !other.startsWith(id.slice(0, length)))) return id.slice(0, length);
    return id;
  };
  return new Map(ids.map((id) => [id, shorten(id)]));
};

/** By a story, or by a person. */
const endedBy = (revision: Revision | undefined): string => (revision?.who === undefined ? 'withdrawn' : 'dismissed');

const endOf = ({ deadline }: DeadlineView): string => endedBy(deadline.revisions.at(-1));

const leftOf = (view: DeadlineView, now: Instant): string => {
  if (view.state === 'passed') return `passed ${spanText(now - view.deadline.due)} ago`;
  return view.state === 'withdrawn' ? endOf(view) : leftText(view.deadline, now);
};

const stateOf = (view: DeadlineView): string => {
  const { state, deadline } = view;
  if (state === 'withdrawn') return endOf(view);
  if (state === 'open' && deadline.disputed !== undefined) return 'disputed';
  return state === 'open' && deadline.revision > 1 ? `open, revision ${deadline.revision}` : state;
};

const sourcesOf = ({ deadline }: DeadlineView): readonly string[] => [...new Set(deadline.sources.map((source) => source.source))];

const deadlineJson = (view: DeadlineView) => ({ ...view.deadline, state: view.state, toldTo: view.toldTo, waitsFor: view.waitsFor });

const confidenceText = ({ confidence, parts = [] }: Revision): string => {
  if (confidence === undefined) return '';
  const because = parts.map(({ because: seen, by }) => `${seen} ${by > 0 ? '+' : '−'}${Math.abs(by)}`).join(', ');
  return `confidence ${confidence} of the ${alertThreshold} that telling takes: ${because}`;
};

/** Why nobody is told of a proposed deadline: its wording, or another date in the same words. */
export const whyProposed = (revision: Revision): string =>
  (revision.confidence ?? 0) < alertThreshold
    ? confidenceText(revision)
    : 'other stories say the same of another date: this one is told when a second story gives it';

/** What waits for a person's decision, with what there is to decide by. */
const printOpenQuestions = (views: readonly DeadlineView[], ids: ReadonlyMap<string, string>, zone: string, now: Instant): void => {
  for (const { state, deadline } of views) {
    const id = ids.get(deadline.id) ?? deadline.id;
    const revision = deadline.revisions.at(-1);
    if (revision === undefined) continue;
    const say = (text: string): void => print(wrap(text, terminalWidth(), '    '));
    if (state === 'proposed') {
      print(color.yellow(`\n  ${id} is proposed for ${dueText(deadline, zone, now)}; nobody is told.`));
      say(`“${revision.quote}” (${revision.source})`);
      say(whyProposed(revision));
      say(`news-alert deadlines confirm ${id}, or edit or dismiss; each takes --why`);
    } else if (state === 'open' && deadline.disputed !== undefined) {
      const other = deadline.disputed;
      print(
        color.yellow(
          `\n  ${id} is disputed: ${dueText(deadline, zone, now)} stands; ${other.source} says ${dateText(other.due, deadline.zone, 'long', now)}.`,
        ),
      );
      say(`news-alert deadlines confirm ${id} to keep the date, or edit ${id} --due …; each takes --why`);
    }
  }
};

/** Every followed deadline, the next one first. */
export const listCommand = (options: ZonedOptions): Promise<ExitCode> =>
  withStore(options, async (stores, now) => {
    const views = await listDeadlines(stores, now);
    if (options.json) {
      printJson(views.map(deadlineJson));
      return 0;
    }
    if (views.length === 0) {
      print('No deadline is followed.');
      return 0;
    }
    const ids = shortIds(views);
    printTable(
      [
        { title: 'ID', text: (view) => ids.get(view.deadline.id) ?? '' },
        { title: 'TIME LEFT', text: (view) => leftOf(view, now) },
        { title: 'DUE', text: (view) => dueText(view.deadline, options.zone, now, 'short') },
        { title: 'STATE', text: stateOf },
        { title: 'SOURCES', text: (view) => String(sourcesOf(view).length) },
        { title: 'WHAT', text: (view) => view.deadline.headline, flexible: true },
      ],
      views,
    );
    printOpenQuestions(views, ids, options.zone, now);
    return 0;
  });

const findView = (views: readonly DeadlineView[], idStart: string): DeadlineView | string => {
  const [view, other] = views.filter(({ deadline }) => deadline.id.startsWith(idStart));
  if (view === undefined) return unknownText(idStart);
  return other === undefined ? view : `several deadlines begin with \`${idStart}\`; give more of the id`;
};

const unknownText = (idStart: string): string => `no followed deadline begins with \`${idStart}\`; \`news-alert deadlines\` lists them`;

const printDeadline = (view: DeadlineView, { zone }: ZonedOptions, now: Instant): void => {
  const { deadline } = view;
  const line = (label: string, text: string): void => print(`  ${label.padEnd(11)}${text}`);
  print(color.bold(deadline.headline));
  line('Id', deadline.id);
  line('State', stateOf(view));
  line('Due', `${dueText(deadline, zone, now)} (${leftOf(view, now)})`);
  line('Kind', deadline.kind);
  line('Rules', deadline.ruleIds.join(', '));
  line('Told to', view.toldTo.join(', ') || 'nobody yet');
  if (view.waitsFor.length > 0) line('Waits for', `the next message of ${view.waitsFor.join(', ')}`);
  if (deadline.disputed !== undefined)
    line('Disputed', `${deadline.disputed.source} says ${dateText(deadline.disputed.due, deadline.zone, 'long', now)}`);
  print('\nRevisions');
  for (const revision of deadline.revisions) {
    const { number, change, source, who, publishedAt, quote } = revision;
    const by = who === undefined ? source : `${BY_HAND}, ${who}`;
    const done = change === 'withdrawn' ? endedBy(revision) : change;
    print(`  ${number}. ${done}: ${dueText({ ...deadline, ...revision }, zone, now)} (${by}, ${momentText(publishedAt, zone, 'short')})`);
    print(wrap(who === undefined ? `“${quote}”` : quote, terminalWidth(), '     '));
    if (revision.confidence !== undefined) print(color.dim(wrap(confidenceText(revision), terminalWidth(), '     ')));
  }
  print('\nSources');
  for (const { source, publishedAt, link } of deadline.sources)
    print(`  ${momentText(publishedAt, zone, 'short')}  ${source}${link === undefined ? '' : `  ${link}`}`);
  if (deadline.sources.length === 0) print('  none: it was added by hand');
};

/** One deadline in full. */
export const showCommand = (idStart: string, options: ZonedOptions): Promise<ExitCode> =>
  withStore(options, async (stores, now) => {
    const view = findView(await listDeadlines(stores, now), idStart);
    if (typeof view === 'string') return complain(view);
    if (options.json) printJson(deadlineJson(view));
    else printDeadline(view, options, now);
    return 0;
  });

const REFUSALS: Readonly<Record<CorrectionRefusal, string>> = {
  'nothing-to-confirm': 'it is open and undisputed already; there is nothing to confirm',
  'nothing-to-edit': 'that is how it stands already; give another --due or --headline',
  withdrawn: 'it is withdrawn; `edit` with --due opens it again',
  passed: 'its moment has passed; nothing is counted down',
  past: 'that moment has passed; --due takes one in the future',
};

const WHAT_IS_DONE: Readonly<Record<Revision['change'], string>> = {
  set: 'is followed, and told to its channels',
  moved: 'is moved, and those who were told of it are told so',
  withdrawn: 'is dismissed',
  refined: 'is refined',
  passed: 'has passed',
};

const NO_RULE = 'is followed, but told to nobody: it has no rule; --rule names one, whose channels are told';

const report = (outcome: CorrectDeadlineOutcome, typed: string, { json, zone }: ZonedOptions): ExitCode => {
  switch (outcome.kind) {
    case 'corrected': {
      const { deadline, change, told } = outcome;
      if (json) printJson({ change, told, deadline });
      else {
        const quietly = change === 'withdrawn' && told.length === 0 ? '; nobody had been told of it' : '';
        const done = change === 'set' && deadline.ruleIds.length === 0 ? NO_RULE : WHAT_IS_DONE[change];
        print(`${color.green('ok')}  “${deadline.headline}” ${done}${quietly}.`);
        print(`    ${dueText(deadline, zone, systemClock())}, revision ${deadline.revision}`);
      }
      return 0;
    }
    case 'refused':
      return complain(REFUSALS[outcome.because]);
    case 'unknown-deadline':
      return complain(unknownText(typed));
    case 'ambiguous':
      return complain(`several deadlines begin with \`${typed}\`: ${outcome.ids.join(', ')}`);
    case 'unknown-rule':
      return complain(`there is no rule \`${outcome.ruleId}\`; the rules are ${outcome.known.join(', ')}`);
    case 'exists':
      return complain(`this deadline is followed already, as ${outcome.deadline.id.slice(0, SHORTEST_ID)}`);
    default:
      return complain('new stories keep changing this deadline, or it is no longer followed; look at it and try again');
  }
};

const correctorOf = (stores: Stores): CorrectDeadlines => makeCorrectDeadlines({ ...stores, clock: systemClock, hints: NO_HINTS });

const correct = (typed: string, correction: Correction, options: CorrectionOptions): Promise<ExitCode> | ExitCode =>
  options.why.trim() === ''
    ? complain('--why takes a reason; subscribers read it')
    : withStore(options, async (stores) =>
        report(await correctorOf(stores).correct(typed, correction, { who: personName(), why: options.why }), typed, options),
      );

export const confirmCommand = (id: string, options: CorrectionOptions): Promise<ExitCode> | ExitCode =>
  correct(id, { kind: 'confirm' }, options);

export const dismissCommand = (id: string, options: CorrectionOptions): Promise<ExitCode> | ExitCode =>
  correct(id, { kind: 'dismiss' }, options);

const badMoment = (due: string, zone: string): ExitCode =>
  complain(
    `--due “${due}” is no moment in ${zone}; write a date such as 2025-08-08, or a minute such as "2025-08-08 17:00", and its --zone`,
  );

export const editCommand = (
  id: string,
  options: CorrectionOptions & { readonly due?: string; readonly headline?: string },
): Promise<ExitCode> | ExitCode => {
  const { due, headline, zone } = options;
  if (due === undefined && headline === undefined) return complain('edit takes --due, --headline or both');
  const moment = due === undefined ? undefined : readMoment(due, zone);
  if (due !== undefined && moment === undefined) return badMoment(due, zone);
  return correct(
    id,
    { kind: 'edit', ...(moment === undefined ? {} : { moment }), ...(headline === undefined ? {} : { headline }) },
    options,
  );
};

export const addCommand = (
  options: CorrectionOptions & {
    readonly due: string;
    readonly headline: string;
    readonly kind: DeadlineKind;
    readonly ruleIds: readonly string[];
  },
): Promise<ExitCode> | ExitCode => {
  const { due, headline, kind, ruleIds, zone, why } = options;
  const moment = readMoment(due, zone);
  if (moment === undefined) return badMoment(due, zone);
  if (headline.trim() === '' || why.trim() === '') return complain('--headline and --why take words; subscribers read them');
  return withStore(options, async (stores) =>
    report(await correctorOf(stores).add({ ...moment, headline, kind, ruleIds }, { who: personName(), why }), headline, options),
  );
};

interface ExportOptions extends ListOptions {
  readonly channel?: string;
  readonly stdout: boolean;
}

const writeCalendarFile = (folder: string, { channel, deadlines }: ChannelDeadlines, now: Instant) => {
  const file = join(folder, `${channel.id}.ics`);
  writeFileSync(file, writeCalendar(channel, deadlines, now));
  return { channel: channel.id, file, deadlines: deadlines.length };
};

/** An iCalendar file for each channel, or one of them on standard output. */
export const exportCommand = (folder: string, options: ExportOptions): Promise<ExitCode> =>
  withStore(options, async (stores, now) => {
    const all = await listChannelDeadlines(stores);
    const ids = all.map(({ channel }) => channel.id);
    if (ids.length === 0) return complain('no watchlist is applied yet, so there is no channel; `news-alert start` applies it');
    const chosen = options.channel === undefined ? all : all.filter(({ channel }) => channel.id === options.channel);
    const [first] = chosen;
    if (first === undefined) return complain(`there is no channel \`${options.channel ?? ''}\`; the channels are ${ids.join(', ')}`);
    if (options.stdout && chosen.length > 1) return complain(`--stdout takes one --channel of ${ids.join(', ')}`);
    if (options.stdout) {
      process.stdout.write(writeCalendar(first.channel, first.deadlines, now));
      return 0;
    }
    mkdirSync(folder, { recursive: true });
    const written = chosen.map((each) => writeCalendarFile(folder, each, now));
    if (options.json) printJson(written);
    for (const { file, deadlines } of options.json ? [] : written)
      print(`Wrote ${deadlines === 1 ? '1 deadline' : `${deadlines} deadlines`} to ${file}`);
    return 0;
  });
