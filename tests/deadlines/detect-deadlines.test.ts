import { describe, expect, it } from 'vitest';
import { isoInstant } from '../../lambda/core/time.js';
import { alertThreshold, detectDeadlines } from '../../lambda/deadlines/detect-deadlines.js';
import { timesIn } from '../../lambda/deadlines/weigh-story.js';
import { at } from '../support/test-feeds.js';

/** Wednesday 6 August 2025, 10:00 in New York. */
const WEDNESDAY = '2025-08-06T14:00:00Z';

const found = (text: string, published = WEDNESDAY, zone = 'America/New_York', title = ''): readonly string[] =>
  detectDeadlines({ title, summary: text, publishedAt: at(published), zone }).map(
    (finding) => `${finding.due === undefined ? '-' : isoInstant(finding.due).slice(0, 16)} ${finding.precision} ${finding.status}`,
  );

describe('a deadline is found', () => {
  it.each([
    ['by weekday: the coming one', 'The ultimatum expires Friday.', '2025-08-09T03:59 day set'],
    ['on the day itself: today', 'The ultimatum expires Wednesday.', '2025-08-07T03:59 day set'],
    ['next weekday: of next week', 'The ultimatum expires next Friday.', '2025-08-16T03:59 day set'],
    ['with a clock time', 'They must comply by 5 p.m. on Friday.', '2025-08-08T21:00 minute set'],
    ['with a clock time after the day', 'The deadline is Friday at 5 p.m.', '2025-08-08T21:00 minute set'],
    ['in a stated zone', 'The deadline expires Friday at 8 p.m. GMT.', '2025-08-08T20:00 minute set'],
    ['midnight: the end of the day', 'The ceasefire expires at midnight Friday.', '2025-08-09T04:00 minute set'],
    ['noon', 'Residents were ordered to evacuate by noon Thursday.', '2025-08-07T16:00 minute set'],
    ['a month and a day', 'Applicants must file by August 15.', '2025-08-16T03:59 day set'],
    ['a day and a month', 'Applicants must file by 15 August.', '2025-08-16T03:59 day set'],
    ['a year that is given', 'The licence expires on 3 January 2026.', '2026-01-04T04:59 day set'],
    ['hours from publication', 'They were given an ultimatum to leave within 48 hours.', '2025-08-08T14:00 hour set'],
    ['days as a date', 'The judge ordered them to comply within 10 days.', '2025-08-17T03:59 day set'],
    ['a date before the noun', 'Talks stall before the Friday deadline.', '2025-08-09T03:59 day set'],
    ['a move', 'Eastmark extended the ultimatum to August 12 at 5 p.m.', '2025-08-12T21:00 minute moved'],
    ['tomorrow', 'The offer expires tomorrow.', '2025-08-08T03:59 day set'],
  ])('%s', (_name, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('over the year’s end', () => {
    expect(found('They must reply by Jan. 5.', '2025-12-30T12:00:00Z', 'UTC')).toEqual(['2026-01-05T23:59 day set']);
  });

  it('after daylight saving ends, at the clock time of that day', () => {
    expect(found('The order expires Monday at 9 a.m.', '2026-10-30T12:00:00Z', 'Europe/London')).toEqual(['2026-11-02T09:00 minute set']);
    expect(found('The order expires Monday at 9 a.m.', '2026-10-23T12:00:00Z', 'Europe/London')).toEqual(['2026-10-26T09:00 minute set']);
  });

  it('once, in the finer form, when title and text both give it', () => {
    const findings = detectDeadlines({
      title: 'Talks before Friday deadline',
      summary: 'The deadline is Friday at 5 p.m.',
      publishedAt: at(WEDNESDAY),
      zone: 'America/New_York',
    });
    expect(findings.map((finding) => finding.precision)).toEqual(['minute']);
  });

  it('as withdrawn, without a date', () => {
    expect(found('Eastmark has withdrawn its ultimatum to Northland.')).toEqual(['- day withdrawn']);
  });
});

describe('a convention', () => {
  it.each([
    ['last Friday’s deadline passed', 'Last Friday’s deadline has passed.', '2025-08-02T03:59 day passed'],
    ['a ceasefire that expired a few days ago', 'The ceasefire expired on Sunday.', '2025-08-04T03:59 day passed'],
    ['by the weekend: Saturday', 'They must leave by the weekend.', '2025-08-10T03:59 day set'],
    ['by the end of the week: Friday', 'They must leave by the end of the week.', '2025-08-09T03:59 day set'],
    ['by the end of the month: its last day', 'They must leave by the end of the month.', '2025-09-01T03:59 day set'],
    ['by year-end', 'They must comply by year-end.', '2026-01-01T04:59 day set'],
    ['close of business: 17:00', 'Bids are due by close of business on Friday.', '2025-08-08T21:00 minute set'],
    ['the later bound of two', 'The two sides were given 10 or 12 days to agree.', '2025-08-19T03:59 day set'],
    ['a fortnight', 'The company has a fortnight to reply.', '2025-08-21T03:59 day set'],
    ['spelled numbers', 'The guards were given forty-eight hours to surrender.', '2025-08-08T14:00 hour set'],
    ['days from an anchor', 'The ban takes effect 60 days after signing on Monday.', '2025-10-04T03:59 day set'],
    ['hours from an anchor', 'The 72-hour ultimatum, issued Tuesday at 8 p.m., was rejected.', '2025-08-09T00:00 hour set'],
    ['a week from Friday', 'The offer expires a week from Friday.', '2025-08-16T03:59 day set'],
    ['a quarter and a half of the hour', 'Residents must leave by half past three this afternoon.', '2025-08-06T19:30 minute set'],
    ['an hour of the clock: the next one', 'The rebels must surrender by nine o’clock.', '2025-08-07T01:00 minute set'],
    ['an hour in words on a weekday evening', 'They must leave by six on Sunday evening.', '2025-08-10T22:00 minute set'],
    ['four figures before a noun', 'The company must reply before the 1700 deadline.', '2025-08-06T21:00 minute set'],
    ['a minute past midnight', 'The tariffs take effect at one minute past midnight on Friday.', '2025-08-08T04:01 minute set'],
    ['nightfall: today', 'Residents must leave by nightfall.', '2025-08-07T03:59 day set'],
    ['dawn: the next', 'The rebels have until dawn to surrender.', '2025-08-08T03:59 day set'],
    ['dusk on a named day', 'Residents must leave by dusk on Saturday.', '2025-08-10T03:59 day set'],
    ['numbers with hyphens', 'Applicants must file by 08-15-2025.', '2025-08-16T03:59 day set'],
    ['a fortnight without an article', 'The owner was given fortnight to comply.', '2025-08-21T03:59 day set'],
    ['local time of a state', 'Tennessee must comply by 10 a.m. local time on Friday.', '2025-08-08T15:00 minute set'],
    ['numbers in the order of the country', 'Applicants must file by 9/3.', '2025-09-04T03:59 day set'],
    ['the other clock in parentheses', 'The truce ends at midnight local time (2200 GMT) on Sunday.', '2025-08-10T22:00 minute set'],
    ['four figures before a zone', 'The ultimatum expires at 0500 GMT on Sunday.', '2025-08-10T05:00 minute set'],
    ['a zone by its place', 'The ultimatum expires at 6 p.m. Moscow time on Sunday.', '2025-08-10T15:00 minute set'],
    ['24:00', 'They were told to withdraw by 24:00 on 10 August.', '2025-08-11T04:00 minute set'],
    ['from and to', 'The trial was moved from October 3 to October 17.', '2025-10-18T03:59 day moved'],
    ['to, then from', 'The deadline was brought forward to August 15 from August 30.', '2025-08-16T03:59 day moved'],
    ['now has until', 'The company now has until September 17 to sell.', '2025-09-18T03:59 day moved'],
    ['a named day', 'Congress must act by Thanksgiving.', '2025-11-28T04:59 day set'],
    ['effect', 'The tariffs take effect on August 7.', '2025-08-08T03:59 day set'],
    ['a scheduled hearing', 'A hearing is scheduled for August 12.', '2025-08-13T03:59 day set'],
    ['a strike of workers', 'Rail workers will strike on Friday, their union said.', '2025-08-09T03:59 day set'],
    ['a launch', 'The rocket will lift off at 9 a.m. on Friday.', '2025-08-08T13:00 minute set'],
    ['or else', 'Withdraw by Friday or face sanctions, the bloc said.', '2025-08-09T03:59 day set'],
    ['a strike that is called off', 'The union called off Friday’s strike.', '2025-08-09T03:59 day withdrawn'],
    ['a shift of a date that is given', 'He extended the Friday deadline by two weeks.', '2025-08-23T03:59 day moved'],
    ['a waiver that expires', 'The firm has a new waiver from sanctions that expires on Oct. 8.', '2025-10-09T03:59 day set'],
    [
      'what is to happen for something of long ago',
      'Texas to execute man on Thursday for 1998 killing of store clerk.',
      '2025-08-08T03:59 day set',
    ],
    [
      'a strike of some days: its beginning',
      'Nurses are to strike for five days from 7am on Friday 15 August.',
      '2025-08-15T11:00 minute set',
    ],
    [
      'a date that is fixed for an election',
      'The electoral commission sets December 5 for the first election.',
      '2025-12-06T04:59 day set',
    ],
    ['a verdict that is read out', 'The verdict will be read out at 11 a.m. on Thursday.', '2025-08-07T15:00 minute set'],
    [
      'what is put off after it was due',
      'The countermeasures, due to kick in at midnight on Monday, are put off until Aug. 20.',
      '2025-08-21T03:59 day moved',
    ],
    ['how long a truce is to hold', 'The truce will hold for four days.', '2025-08-11T03:59 day set'],
    ['what will not be lifted before', 'The restrictions will not be lifted before 6am tomorrow.', '2025-08-07T10:00 minute set'],
    ['what will be phased out', 'The old notes will be phased out by 30 September.', '2025-10-01T03:59 day set'],
    ['a new deadline in quotation marks', "He gave a new deadline of '10 or 12 days'.", '2025-08-19T03:59 day set'],
    ['what is threatened unless', 'They will trigger sanctions by the end of August unless talks resume.', '2025-09-01T03:59 day set'],
    [
      'arguments that a court is to hear',
      'The Supreme Court is to hear arguments on the tariffs on November 5.',
      '2025-11-06T04:59 day set',
    ],
    ['a launch that is aimed at', 'The agency is targeting 11:43 a.m. EDT on Friday for liftoff.', '2025-08-08T15:43 minute set'],
    ['what a company will end', 'The company will end support for the old system on 14 October.', '2025-10-15T03:59 day set'],
    [
      'countermeasures that are suspended',
      'The countermeasures, due to take effect on Thursday, will be suspended.',
      '2025-08-08T03:59 day withdrawn',
    ],
    ['an emergency that will last', 'The state of emergency will last 30 days.', '2025-09-06T03:59 day set'],
    ['what is said to expire', 'Eastmark said that the moratorium would expire in 30 days.', '2025-09-06T03:59 day set'],
    ['a fee that rises from a date', 'The passport fee rises from 1 September.', '2025-09-02T03:59 day set'],
    ['a block that a judge extends', 'The judge extended the block on the order to August 20.', '2025-08-21T03:59 day moved'],
    ['a deadline that was', 'The deadline for payments was 31 July.', '2025-08-01T03:59 day passed'],
    ['what is closed to some', 'The scheme will close to new applicants at 23:59 on 31 August 2025.', '2025-09-01T03:59 minute set'],
    ['a trial that somebody is held for', 'The opposition leader is to stay in jail until trial on 12 August.', '2025-08-13T03:59 day set'],
    ['a trial date that a judge sets', 'Judge sets Aug. 18 trial date in antitrust case.', '2025-08-19T03:59 day set'],
    ['a strike with its date, called off', 'Rail strike on 12 August called off.', '2025-08-13T03:59 day withdrawn'],
    ['a border that is to close', 'Eastmark is to close the border at midnight on Thursday.', '2025-08-08T04:00 minute set'],
    ['time that somebody said others had', 'The group said ships had 48 hours to leave the port.', '2025-08-08T14:00 hour set'],
    ['duties that will now take effect', 'The duties will now take effect on September 1.', '2025-09-02T03:59 day moved'],
    ['attacks that are paused', 'He said he was pausing the attacks until Monday at 8 p.m.', '2025-08-12T00:00 minute set'],
    [
      'a postponement without a new date: the old one is none',
      'The hearing, set for September 23, has been postponed indefinitely.',
      '- day moved',
    ],
    ['a clock in a place', 'The ultimatum expires on Sunday at 6pm in Moscow.', '2025-08-10T15:00 minute set'],
    ['a day that is the deadline', 'Friday is the deadline set for a ceasefire.', '2025-08-09T03:59 day set'],
    ['a strike that is to begin', 'A strike of train drivers is to begin on Thursday.', '2025-08-08T03:59 day set'],
  ])('holds for %s', (_name, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('reads the end of a year, a quarter and a week that are behind', () => {
    expect(found('The year-end deadline has passed.', '2026-01-04T14:00:00Z', 'UTC')).toEqual(['2025-12-31T23:59 day passed']);
    expect(found('The end-of-quarter deadline has passed.', '2026-04-02T14:00:00Z', 'UTC')).toEqual(['2026-03-31T23:59 day passed']);
  });

  it('counts the hours of a notice from when it was served', () => {
    const summary = 'The port served a 72-hour lockout notice on its foremen at 4:30 p.m. on Tuesday.';
    const times = timesIn({ title: '', summary, publishedAt: at(WEDNESDAY), zone: 'America/New_York' });
    expect(times.flatMap(({ seen }) => (seen?.ahead === undefined ? [] : isoInstant(seen.ahead.due).slice(0, 16)))).toContain(
      '2025-08-08T20:30',
    );
  });

  it('reads days that share a month', () => {
    const text = 'Nurses will strike on Thursday 15 and Tuesday 20 December.';
    expect(found(text, '2022-11-25T10:00:00Z', 'UTC')).toEqual(['2022-12-15T23:59 day set', '2022-12-20T23:59 day set']);
  });

  it('reads the days of a list one behind another', () => {
    const days = (text: string) => found(text, '2026-01-07T06:15:00Z', 'UTC').map((each) => each.slice(0, 10));
    const wanted = ['2026-01-12', '2026-01-13', '2026-01-14'];
    expect(days('Nurses will strike on Monday, Tuesday and Wednesday, the union said.')).toEqual(wanted);
    expect(days('Nurses will strike on the 12th, 13th and 14th, the union said.')).toEqual(wanted);
    expect(days('Crews will stop work next Monday, January 12, and again on the 22nd in a row over pay.')).toEqual([
      '2026-01-12',
      '2026-01-22',
    ]);
  });

  it('reads a clock time of the day that was named before', () => {
    const [title, published] = ['Lender to take claims until July 30', '2010-07-08T03:50:00Z'];
    const inJapan = (summary: string) => found(summary, published, 'Asia/Tokyo', title);
    expect(inJapan('Borrowers must send forms by 3 p.m. that day.')).toEqual(['2010-07-30T06:00 minute set']);
    expect(inJapan('Borrowers must send forms by 3 p.m. that Friday.')).toEqual(['2010-07-30T06:00 minute set']);
  });

  it('keeps what another sentence of the story says better', () => {
    const inLondon = (title: string, summary: string, published = '2026-07-08T13:10:00Z') =>
      found(summary, published, 'Europe/London', title);
    expect(inLondon('Nurses to strike for 24 hours next Thursday', 'Members will walk out on 16 July, the union said.')).toEqual([
      '2026-07-16T22:59 day set',
    ]);
    expect(inLondon('Fraud trial: verdict due on Monday', 'The judge said she would give her verdict on Monday 20 July.')).toEqual([
      '2026-07-20T22:59 day set',
    ]);
    expect(
      inLondon('Tenants told they must be out before Christmas', 'Families have until 18 December to leave.', '2026-11-20T17:00:00Z'),
    ).toEqual(['2026-12-18T23:59 day set']);
    expect(inLondon('Rebels told to leave by noon', 'They must leave by noon local time (1000 GMT), the army said.')).toHaveLength(1);
    expect(
      inLondon('Captives must be freed by noon Monday', 'They must be handed over by noon on Monday, Israel time, the text says.'),
    ).toEqual(['2026-07-13T09:00 minute set']);
    expect(inLondon('What stops at eleven o’clock tonight', 'Britain leaves the union at 11pm tonight.')).toEqual([
      '2026-07-08T22:00 minute set',
    ]);
  });

  it('keeps what is set behind a deadline that has passed', () => {
    const text = 'The noon deadline to free the hostages passed. Residents must evacuate the town by noon, the mayor said.';
    expect(found(text, '2022-12-10T13:00:00Z', 'UTC')).toContain('2022-12-11T12:00 minute set');
    const both = 'The deadline for bids passed on Friday. A court hearing is set for Friday.';
    expect(found(both, '2022-12-10T09:00:00Z', 'UTC').some((each) => each.startsWith('2022-12-16'))).toBe(true);
  });

  it('keeps what is sure in a story that denies something else, and tells nobody', () => {
    const title = 'State of emergency runs out at 2.15pm tomorrow';
    const [finding] = detectDeadlines({ title, summary: 'There is no plan to renew it.', publishedAt: at(WEDNESDAY), zone: 'UTC' });
    expect(finding?.confidence).toBe(0.8);
    expect(finding?.parts.map(({ because }) => because)).toContain('denied-elsewhere');
    expect(found('Officials denied reports that the ultimatum expires on Friday.')).toEqual([]);
  });

  it('keeps the date of an offer whose extension is in doubt', () => {
    const text = 'The offer, which ends on December 31, is to be extended by six months.';
    expect(found(text, '2022-12-07T09:00:00Z', 'UTC')).not.toEqual([]);
  });

  it('puts a clock time alone on the date that the story gave before it', () => {
    const [title, published] = ['Deadline Friday for bids for the stadium', '2006-10-03T07:50:00Z'];
    const offers = 'Sealed offers must reach the council by 6pm.';
    expect(found('Offers must be in by 6pm.', published, 'Europe/London', title)).toEqual(['2006-10-06T17:00 minute set']);
    expect(found(offers, published, 'Europe/London', title)).toEqual(['2006-10-06T17:00 minute set']);
    const other = found('Residents must register by 5pm.', '2026-03-03T10:00:00Z', 'UTC', 'Council votes on Friday on budget');
    expect(other).not.toContain('2026-03-06T17:00 minute set');
    const two = 'Bids are due by Friday and plans are due by Monday.';
    expect(found(offers, published, 'Europe/London', two)).toContain('2006-10-03T17:00 minute set');
  });

  it.each([
    ['a move is no list', 'The vote was brought forward from Friday to Wednesday.', '2026-03-02T10:00:00Z', '2026-03-04'],
    ['"that" before a day that is named', 'The army said on Tuesday that Saturday is the deadline.', '2026-03-04T10:00:00Z', '2026-03-07'],
    ['what is in force ends', 'The waiver expires: it is good for 30 days from March 12.', '2026-03-04T10:00:00Z', '2026-04-11'],
    ['a rate is no hour', 'The new tariff will take effect Friday at 10%.', '2026-03-04T10:00:00Z', '2026-03-06'],
  ])('where %s', (_name, text, published, day) => {
    const times = timesIn({ title: '', summary: text, publishedAt: at(published), zone: 'UTC' });
    const ahead = times.flatMap(({ seen }) => (seen?.ahead === undefined ? [] : isoInstant(seen.ahead.due).slice(0, 16)));
    expect(ahead).toContain(`${day}T23:59`);
  });

  it('takes the beginning of what lasts from a date', () => {
    const text = 'Doctors will strike for 24 hours from 8am on February 10.';
    expect(found(text, '2016-01-29T16:00:00Z', 'Europe/London')).toEqual(['2016-02-10T08:00 minute set']);
    const closed = timesIn({
      title: '',
      summary: 'The airspace is closed for 10 days from Monday.',
      publishedAt: at(WEDNESDAY),
      zone: 'UTC',
    });
    expect(closed.map(({ governed }) => governed.slot?.duration?.amount)).toContain(10);
  });

  it('reads "5 p.m." and the month behind it in one sentence', () => {
    expect(found('Claims must be filed by 5 p.m. Aug. 20 at the court.')).toEqual(['2025-08-20T21:00 minute set']);
  });

  it('looks ahead where a firm cue does, on the day after that weekday too', () => {
    const text = 'Eastmark’s ultimatum to Northland expires on Friday at 8 p.m. GMT.';
    expect(found(text, '2025-08-09T12:00:00Z', 'UTC')).toEqual(['2025-08-15T20:00 minute set']);
  });

  it('takes a bare hour behind a weekday by day', () => {
    expect(found('The county has until Friday at 5 to hand over the files.')).toEqual(['2025-08-08T21:00 minute set']);
    expect(found('The offer expires Friday at 5, the union said.')).toEqual(['2025-08-08T21:00 minute set']);
  });

  it('reads a bare day of the month that is behind as the last one', () => {
    const times = timesIn({ title: '', summary: 'It ended on the 28th.', publishedAt: at('2026-02-03T10:00:00Z'), zone: 'UTC' });
    const time = times.find(({ governed }) => governed.slot !== undefined);
    expect([time?.seen?.ahead, time?.seen?.back].map((each) => each && isoInstant(each.due).slice(0, 10))).toEqual([
      '2026-02-28',
      '2026-01-28',
    ]);
  });

  it('counts from the date that was named before', () => {
    const sameDay = 'The prisoners must be handed over by 18:00 on Sunday. The truce expires at midnight the same day.';
    expect(found(sameDay)).toEqual(['2025-08-10T22:00 minute set', '2025-08-11T04:00 minute set']);
    const nextDay = 'A strike of nurses will begin on Thursday, August 21. Doctors will walk out the following day.';
    expect(found(nextDay)).toEqual(['2025-08-22T03:59 day set', '2025-08-23T03:59 day set']);
  });

  it('gives each day of a strike', () => {
    expect(found('Train drivers will walk out on Thursday and Friday.')).toEqual(['2025-08-08T03:59 day set', '2025-08-09T03:59 day set']);
  });

  it('reads numbers day first outside the United States', () => {
    expect(found('Shoppers have until 03/09 to claim.', WEDNESDAY, 'Europe/London')).toEqual(['2025-09-03T22:59 day set']);
  });

  it('reads a leap day, and no 29 February of a common year', () => {
    expect(found('Applicants must file by February 29.', '2028-02-01T12:00:00Z', 'UTC')).toEqual(['2028-02-29T23:59 day set']);
    expect(found('Applicants must file by February 29.', '2029-02-01T12:00:00Z', 'UTC')).toEqual([]);
  });
});

describe('a time is read', () => {
  const ahead = (summary: string, published: string, zone = 'UTC', title = ''): readonly string[] =>
    timesIn({ title, summary, publishedAt: at(published), zone }).flatMap(({ seen }) =>
      seen?.ahead === undefined ? [] : isoInstant(seen.ahead.due).slice(0, 16),
    );
  /** Friday 9 December 2022. */
  const FRIDAY = '2022-12-09T07:15:00Z';

  it.each([
    ['after midnight, with "tonight"', 'They will leave at 12:01 tonight.', '2022-12-10T00:01'],
    ['in the small hours, with "tonight"', 'The line shuts at 1 tonight.', '2022-12-10T01:00'],
    ['in the evening, with "tonight"', 'The line shuts at 9 tonight.', '2022-12-09T21:00'],
    ['of a day’s business', 'Cover ends at the close of the business day on Monday.', '2022-12-12T17:00'],
    ['of a noun that its day follows', 'Managers cleared the rocket for a 4:50 p.m. launch on Thursday.', '2022-12-15T16:50'],
    ['at the midnight that ends a day', 'The truce starts at midnight Damascus time at the end of Tuesday.', '2022-12-13T21:00'],
    ['on a day without its article', 'The handset lands in shops on 15th.', '2022-12-15T23:59'],
    ['of a bare hour on a weekday', 'They have until 10 on Thursday to take it back.', '2022-12-15T10:00'],
    ['without its half of the day', 'He must be in court on Tuesday at 1:30.', '2022-12-13T13:30'],
    ['of a bare hour in words, at the end', 'The hearing is put down for Wednesday at ten.', '2022-12-14T10:00'],
    ['in the half of the day that "tonight" tells', 'The platform shuts tonight at nine.', '2022-12-09T21:00'],
    ['in the half of the day of a night', 'They have until Tuesday night at ten to leave.', '2022-12-13T22:00'],
    ['in the half of the day of a morning', 'Drivers face queues from six o’clock next Monday morning.', '2022-12-12T06:00'],
    ['of a weekday right behind its hour', 'Polls are open till nine Tuesday.', '2022-12-13T21:00'],
    ['of the second of two days with a dash', 'Staff will strike on Dec 22-23 over caps.', '2022-12-23T23:59'],
    ['at the end of a date', 'The decree lapses at the end of December 20.', '2022-12-20T23:59'],
    ['at the close of a date', 'They must be gone at the close of 26 January.', '2023-01-26T23:59'],
    ['of a bare hour behind a date', 'Guards will leave their post on January 3 at nine.', '2023-01-03T09:00'],
    ['of the day behind the hour, not the one before', 'They put off what was due today until 9.30 on Thursday.', '2022-12-15T09:30'],
    ['by the clock of a people', 'The rocket goes up at 2 p.m. Israeli time on Tuesday.', '2022-12-13T12:00'],
    ['in figures that begin with a nought', 'The train leaves on Tuesday at 01:30.', '2022-12-13T01:30'],
    ['of the last of several days', 'Shops will shut on December 28 and 29 unless the board yields.', '2022-12-29T23:59'],
    ['of a day of the same month', 'Staff walk out on Friday 23 December, and again on Monday 26.', '2022-12-26T23:59'],
    ['of the weekday behind a date', 'Votes close on December 23, with the winner named on the Monday.', '2022-12-26T23:59'],
    ['of the following weekday', 'Crews stop on Tuesday and the following Tuesday.', '2022-12-20T23:59'],
    ['of two days of next week', 'Post strikes are confirmed for next Thursday and Friday.', '2022-12-16T23:59'],
    ['of a limit, not counted on from it', 'He came a day after the Monday deadline.', '2022-12-12T23:59'],
    ['counted from a vote', 'The losers have 10 days from the vote on Sunday to appeal.', '2022-12-21T23:59'],
    ['counted from a deadline', 'The owner must pay within 30 days of the December 12 deadline.', '2023-01-11T23:59'],
    ['of a weekday behind another that is past', 'The deal signed on Tuesday takes effect the following Monday.', '2022-12-12T23:59'],
    ['of the small hours in a zone', 'The ultimatum expires on Sunday at 5:00 GMT.', '2022-12-11T05:00'],
    ['of the hours of an army', 'The strike begins at 6:00 hours on Thursday.', '2022-12-15T06:00'],
    ['at twelve of a night', 'Fans have until 12 on Monday night to leave.', '2022-12-13T00:00'],
    ['in words behind "by"', 'Members must reply by ten on Thursday.', '2022-12-15T10:00'],
  ])('%s', (_name, text, expected) => {
    expect(ahead(text, FRIDAY)).toContain(expected);
  });

  it('as past where its hour of today is behind', () => {
    expect(ahead('Women were told to stop work at 6.24 a.m. today.', FRIDAY)).toEqual(['2022-12-09T06:24']);
    const passed = found('The deadline for bids expired at 6 a.m. today.', FRIDAY, 'UTC');
    expect(passed).toEqual(['2022-12-09T06:00 minute passed']);
  });

  it('no date in how much later something is', () => {
    expect(ahead('The vote is on Thursday, two days later than planned.', FRIDAY)).toContain('2022-12-15T23:59');
    expect(ahead('The vote is on Thursday, two days later than planned.', FRIDAY)).not.toContain('2022-12-17T23:59');
  });

  it('in a list of weekdays, each behind the one before', () => {
    expect(ahead('Trains stop on Tuesday, Wednesday, Friday and Saturday.', FRIDAY).map((each) => each.slice(5, 10))).toEqual([
      '12-13',
      '12-14',
      '12-16',
      '12-17',
    ]);
  });

  it('in a list that goes on with "then"', () => {
    const text = 'Staff strike on Tuesday and Wednesday and then Friday.';
    expect(ahead(text, FRIDAY).map((each) => each.slice(5, 10))).toEqual(['12-13', '12-14', '12-16']);
    expect(ahead('Staff strike next Thursday, Friday and Monday.', FRIDAY).map((each) => each.slice(5, 10))).toEqual([
      '12-15',
      '12-16',
      '12-19',
    ]);
  });

  it('no further day in a count of people', () => {
    expect(ahead('On December 12, 15 will appear in court.', FRIDAY)).toEqual(['2022-12-12T23:59']);
  });

  it('of its own in a clause of what was said', () => {
    const title = 'Vote on budget set for January 12';
    const text = 'Officials indicated that Monday at noon is the deadline.';
    expect(ahead(text, FRIDAY, 'UTC', title)).toContain('2022-12-12T12:00');
  });

  it('behind a list as a day of its own', () => {
    const text = 'They work on Monday and Friday, and on Wednesday they rest.';
    expect(ahead(text, '2022-12-05T07:15:00Z').map((each) => each.slice(5, 10))).toEqual(['12-05', '12-09', '12-07']);
  });

  it('no list where commas alone stand between weekdays', () => {
    expect(ahead('Shops shut on Monday, Friday, the council said.', FRIDAY).map((each) => each.slice(5, 10))).toEqual(['12-12', '12-09']);
  });

  it('as the first day of its name from the day that was named before', () => {
    const title = 'Handset maker names Jan. 30 for its comeback';
    const launched = (day: string) => ahead(`The line will be launched that ${day} in six cities.`, '2012-11-20T15:25:00Z', 'UTC', title);
    expect(launched('Wednesday')).toEqual(['2013-01-30T23:59', '2013-01-30T23:59']);
    expect(launched('Monday')).toEqual(['2013-01-30T23:59', '2013-02-04T23:59']);
    const said = ahead('The firm said that Wednesday is too early.', '2012-11-20T15:25:00Z', 'UTC', title);
    expect(said).toEqual(['2013-01-30T23:59', '2012-11-21T23:59']);
  });
});

describe('a finding', () => {
  it('says where its words stand, and what its confidence is made of', () => {
    const title = 'Talks go on';
    const summary = 'Nothing was agreed. The ultimatum expires Friday at noon, officials said.';
    const [finding] = detectDeadlines({ title, summary, publishedAt: at(WEDNESDAY), zone: 'America/New_York' });
    expect(finding?.quote).toBe('The ultimatum expires Friday at noon, officials said.');
    expect(summary.slice(finding?.span.start, finding?.span.end)).toBe('ultimatum expires Friday at noon');
    expect(finding?.parts[0]?.because).toBe('deadline-noun');
    expect(finding?.parts[0]?.by).toBe(0.95);
    const sum = finding?.parts.reduce((total, { by }) => total + by, 0);
    expect(sum).toBeCloseTo(finding?.confidence ?? 0, 5);
  });

  it.each([
    ['that was given before', 'They had been given until noon on Tuesday to leave.'],
    ['that had its effect', 'Students had until noon on Monday to clear the camp, but dozens stayed.'],
    ['that was to be', 'The tariff was to go into effect on Friday.'],
    ['of long ago', 'Fifty years ago the general gave the city seven days to reply.'],
  ])('of a time %s is told to nobody', (_name, text) => {
    const findings = detectDeadlines({ title: '', summary: text, publishedAt: at(WEDNESDAY), zone: 'UTC' });
    expect(findings.filter(({ confidence }) => confidence >= alertThreshold)).toEqual([]);
  });

  it('takes publication as an instant, a Date or a text, and UTC for a zone that is none', () => {
    const story = { title: '', summary: 'The ultimatum expires Friday.', zone: 'Nowhere/Land' };
    const forms = [at(WEDNESDAY), new Date(WEDNESDAY), WEDNESDAY].map((publishedAt) => detectDeadlines({ ...story, publishedAt }));
    expect(forms[1]).toEqual(forms[0]);
    expect(forms[2]).toEqual(forms[0]);
    expect(forms[0]?.[0]).toMatchObject({ due: at('2025-08-08T23:59:00Z'), zone: 'UTC', zoneSource: 'utc' });
  });
});

describe('a change without a date of its own', () => {
  it.each([
    ['a withdrawal', 'Eastmark withdrew the ultimatum.', 'withdrawn'],
    ['a withdrawal of a strike', 'The union has called off the strike.', 'withdrawn'],
  ])('is sure enough to be told: %s', (_name, summary, status) => {
    const [finding, ...others] = detectDeadlines({ title: 'Northland and Eastmark', summary, publishedAt: at(WEDNESDAY), zone: 'UTC' });
    expect(others).toEqual([]);
    expect(finding?.status).toBe(status);
    expect(finding?.confidence).toBeGreaterThanOrEqual(alertThreshold);
  });

  it('is found where a deadline has passed', () => {
    expect(found('The deadline passed without a deal.')).toEqual(['- day passed']);
  });

  it.each([
    'The concert was cancelled after the singer fell ill.',
    'The match was postponed because of rain.',
    'Reporters who miss deadlines buy the cakes.',
    'What happens if the deadline is missed',
  ])('is none in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('several sentences of a story', () => {
  const inStory = (title: string, summary: string): readonly string[] =>
    detectDeadlines({ title, summary, publishedAt: at(WEDNESDAY), zone: 'America/New_York' }).map(
      ({ due, precision, status }) => `${due === undefined ? '-' : isoInstant(due).slice(0, 16)} ${precision} ${status}`,
    );

  it.each([
    [
      'a round number of hours and the exact hour are one',
      'Flight attendants issue 72-hour strike notice',
      'They will walk out at 12:58 a.m. on Saturday, their union said.',
      ['2025-08-09T04:58 minute set'],
    ],
    [
      'a clock time in the title belongs to the day in the text',
      'Rebels told to leave town by noon',
      'The army told the rebels to leave by noon on Friday or be attacked.',
      ['2025-08-08T16:00 minute set'],
    ],
    [
      'the hour of a day stands in another sentence',
      'Union to strike on Friday',
      'Train drivers will strike on Friday. Pickets go up at 5 a.m. on Friday.',
      ['2025-08-08T09:00 minute set'],
    ],
    [
      'the hour at which polls close is of the one day of the vote',
      'Northland votes on Sunday in referendum',
      'Northlanders vote on Sunday in a referendum on the treaty. Polling stations will close at 8 p.m. in the capital.',
      ['2025-08-11T00:00 minute set'],
    ],
    [
      'the zone that the text names is meant in the title',
      'Gaza truce to start at 7am on Friday',
      'The truce will come into force at 7am local time on Friday, mediators said in Gaza.',
      ['2025-08-08T04:00 minute set'],
    ],
    [
      'the same hour of the day in the place of the news is one moment, whatever its kind',
      'Stevedores give operators until Friday noon to restore pay',
      'BARCELONA, Aug 6 - Dockers said they would stop work unless a cut was reversed by noon local time on Friday.',
      ['2025-08-08T10:00 minute set'],
    ],
    [
      'hours count from when the demand was made, as another sentence tells',
      'Council gives troops 24 hours to leave',
      'The demand was broadcast at 9 a.m. Aden time on Wednesday.',
      ['2025-08-07T06:00 hour set'],
    ],
    [
      'a weekday with an hour is that of the date in the title',
      'Last chance: order by August 15',
      'Customers must order by 11 p.m. Friday.',
      ['2025-08-16T03:00 minute set'],
    ],
    [
      'what was asked two days ago is said better by its hour',
      'Northland gives Eastmark 48 hours to switch off loudspeakers',
      'The army will act if the broadcasts have not stopped by 5 p.m. on Thursday.',
      ['2025-08-07T21:00 minute set'],
    ],
    [
      'the date of a dateline is not "that day"',
      'Rebels set August 17 for killing of captive',
      'MANILA, Aug 6 - A sailor told local radio that he was held in a hole. The rebels want 250 million pesos by 3 p.m. that day.',
      ['2025-08-17T19:00 minute set'],
    ],
    [
      'nor is it "tonight"',
      'Verdict on the president due Friday',
      'Under the timetable agreed tonight, the chamber must vote by 4 p.m. that day.',
      ['2025-08-08T20:00 minute set'],
    ],
    [
      'hours count from the hour at which they were told, in the same sentence too',
      'Northland gives embassy staff 48 hours',
      'PARIS - Officials were told at 9 a.m. on Wednesday that they had 48 hours to leave the country.',
      ['2025-08-08T13:00 hour set'],
    ],
    [
      'the same hour is the one told before',
      'Gaza ceasefire takes hold',
      'The truce came into effect at noon on Wednesday, and the group has until the same hour on Saturday to return all those still alive.',
      ['2025-08-09T16:00 minute set'],
    ],
    [
      'the end of a month is said better by its date',
      'Migrants told to be out by end of August',
      'Foreigners have until September 1 to go home or be deported, the minister said.',
      ['2025-09-02T03:59 day set'],
    ],
    [
      'the time stamp of a live blog is no deadline',
      'Georgia runoff: live updates',
      '10:05 AM The queue is long. Voters must be in line by 7 p.m. on Wednesday.',
      ['2025-08-06T23:00 minute set'],
    ],
    [
      'of a shift and the date that it gives, the date is kept',
      'Judge extends freeze on permits to August 21',
      'A judge on Wednesday prolonged by two weeks an order blocking permits, which had been due to run out on Friday.',
      ['2025-08-22T03:59 day moved'],
    ],
  ])('%s', (_name, title, summary, expected) => {
    expect(inStory(title, summary)).toEqual(expected);
  });

  it.each([
    ['between two days', 'The ban is lifted at midnight between Thursday and Friday.', '2025-08-08T04:00'],
    ['on the night of two days', 'The truce takes effect at midnight on the night of Friday to Saturday.', '2025-08-09T04:00'],
    ['as 2400', 'The army must halt by 2400 on Friday.', '2025-08-09T04:00'],
  ])('reads midnight %s', (_name, text, expected) => {
    expect(found(text)).toEqual([`${expected} minute set`]);
  });

  it.each([
    ['four figures before the clock of a place', 'The bloc gives Abidjan until 1200 Bamako time on Friday.', '2025-08-08T12:00 minute set'],
    ['four figures before a verb', 'The army gave civilians until 1500 to leave the town.', '2025-08-06T19:00 minute set'],
    ['an hour before the letters of a zone', 'The comment period ends today at 5 ET.', '2025-08-06T21:00 minute set'],
    ['an hour of tomorrow', 'The council will vote on the budget at 10 tomorrow.', '2025-08-07T14:00 minute set'],
    ['the later of two hours', 'The minister must prove his majority on Friday, between 11 am and 1 pm.', '2025-08-08T17:00 minute set'],
    ['a date before the hour that it begins', 'Nurses will strike on Monday from 6am.', '2025-08-11T10:00 minute set'],
    ['a day before the noun of an hour', 'The governor must appear at a Friday hearing at 1:30 p.m.', '2025-08-08T17:30 minute set'],
    ['an hour after a part of the day', 'The curfew expires on Friday morning at 6, the mayor said.', '2025-08-08T10:00 minute set'],
    ['a day after the end of its day', 'Federal funds lapse at the end of the day on Friday.', '2025-08-09T03:59 day set'],
    ['an hour at which polls close', 'The polls close at eight, officials said.', '2025-08-07T00:00 minute set'],
    ['a minute past midnight without its half of the day', 'The shutdown starts at 12:01 Saturday.', '2025-08-09T04:01 minute set'],
    [
      'an hour of today behind a word for tomorrow',
      'Shops must take orders for delivery tomorrow by 7pm today.',
      '2025-08-06T23:00 minute set',
    ],
    ['a day of the month of the day it moved from', 'The duty rise was pushed from Oct 1 to 15 after talks.', '2025-10-16T03:59 day moved'],
    ['a date that is put off by a week', 'The trial set for Monday was postponed by a week.', '2025-08-19T03:59 day moved'],
    ['the standard time of a people', 'Bids must be in by 5pm Indian Standard Time on Friday.', '2025-08-08T11:30 minute set'],
    [
      'an hour of another zone by the name of a region',
      'The owner must pay by 3 p.m. East Africa time on Sunday.',
      '2025-08-10T12:00 minute set',
    ],
    ['an hour about which it is', 'The ultimatum runs out on Friday at about 1500 GMT.', '2025-08-08T15:00 minute set'],
    ['a night in a headline in capitals', 'Argentina Has Until Tuesday Night to Pay Its Creditors', '2025-08-13T03:59 day set'],
    ['the year after next', 'The levy takes effect on April 6 the year after next.', '2027-04-07T03:59 day set'],
    [
      'the hour at which polls close, not that at which they open',
      'Polls open at 8 a.m. on Sunday and close at 5 p.m.',
      '2025-08-10T21:00 minute set',
    ],
    ['hours of voting behind their day', 'Voting on Friday goes on from 7am to 10pm.', '2025-08-09T02:00 minute set'],
    ['the hour at which a strike begins', 'Nurses will strike on Monday from 6am to 2pm.', '2025-08-11T10:00 minute set'],
    [
      'a length from when it took hold',
      'The seven-day truce that took hold on Sunday is to end without an extension.',
      '2025-08-11T03:59 day set',
    ],
    [
      'a day with its weekday behind it',
      'Nominations must be in by noon on August 22, a Friday, and none later.',
      '2025-08-22T16:00 minute set',
    ],
    [
      'the day of a vote of which only the opening is told',
      'Polling stations open on Sunday at 7am for the election.',
      '2025-08-11T03:59 day set',
    ],
    ['the hour of a headline in capitals', 'CHINA FACES 5:01 P.M. FRIDAY DEADLINE ON TARIFFS', '2025-08-08T21:01 minute set'],
    ['a figure at the end of a headline', 'Park verdict Friday at 11', '2025-08-08T15:00 minute set'],
    ['the half of the day of both ends of a range', 'Nurses will strike on Monday from 1 to 5 a.m.', '2025-08-11T05:00 minute set'],
    ['the last of several days', 'Parliament will vote on the motion on September 3, 4 or 5.', '2025-09-06T03:59 day set'],
    [
      'a midnight between two days of a month',
      'The truce will expire at midnight on the night of 22 to 23 August.',
      '2025-08-23T04:00 minute set',
    ],
    [
      'hours from an hour of today',
      'Union leaders have 48 hours from 6am to sign a paper, the minister said.',
      '2025-08-08T10:00 hour set',
    ],
    ['a weekday of last week', 'The ministries had been given until Monday last week to object.', '2025-07-29T03:59 day passed'],
    ['a midnight before its noun', 'Senators have hours left as the midnight funding deadline nears.', '2025-08-07T04:00 minute set'],
    ['a weekday behind "next" and a comma', 'The ultimatum is next, and expires Thursday.', '2025-08-08T03:59 day set'],
  ])('reads %s', (_name, text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  it('takes an hour that is just over for passed, where the story names no day', () => {
    const told = found(
      'The ceasefire expires at 9 a.m., the army said.',
      WEDNESDAY,
      'America/New_York',
      'Fighting back on as truce runs out',
    );
    expect(told).toEqual(['2025-08-06T13:00 minute passed']);
  });

  it('takes the end of a range of weekdays behind its beginning', () => {
    const text = 'The curfew will be in force from Thursday at 2 a.m. until Wednesday at 6 p.m.';
    expect(found(text)).toContain('2025-08-13T22:00 minute set');
  });

  it.each([
    ['shifts nothing from the day on which it was said', '', 'A judge on Tuesday extended the restraining order by two weeks.', []],
    [
      'ends a range on the next day, where it passes midnight',
      '',
      'A curfew takes effect from 9 p.m. on Saturday until 5 a.m., the mayor said.',
      ['2025-08-10T01:00 minute set', '2025-08-10T09:00 minute set'],
    ],
    [
      'leaves the hour of a vote on another matter where it is',
      'Ceasefire expires Sunday',
      'The Security Council will vote at 3 p.m. on extending it.',
      ['2025-08-11T03:59 day set', '2025-08-06T19:00 minute set'],
    ],
    [
      'keeps a zone from the hour of another clause',
      '',
      'The hostages must be freed by 6 p.m. Israel time on Friday, and Congress votes at 8 p.m. on Friday.',
      ['2025-08-08T15:00 minute set', '2025-08-09T00:00 minute set'],
    ],
    ['takes no count of states for an hour', '', 'The treaty must be signed by four Central European states before it takes effect.', []],
    [
      'keeps two matters apart whose dates are a week apart',
      'Visa ban starts on August 15',
      'Applicants must file by noon on Friday.',
      ['2025-08-16T03:59 day set', '2025-08-08T16:00 minute set'],
    ],
    ['reads a date that leads a list', 'Key dates', 'Aug. 15 - Deadline for applications.', ['2025-08-16T03:59 day set']],
    [
      'counts from a notice only what is still ahead',
      'Council orders shops to close within 24 hours',
      'A first notice was served on Monday.',
      ['2025-08-07T14:00 hour set'],
    ],
    [
      'takes an hour that is still to come for yesterday’s, where a notice was read',
      'Northland gives Eastmark 24 hours to withdraw',
      'The demand was read at 8 p.m. in the capital.',
      ['2025-08-07T00:00 hour set'],
    ],
    [
      'counts the following day from today, where today is named',
      '',
      'The truce was agreed on Friday. Lawmakers meet today, and the ban lapses the following day.',
      ['2025-08-08T03:59 day set'],
    ],
    [
      'keeps a shift beside the move of another matter',
      '',
      'The Friday deadline was extended by two weeks. The election was moved to November 3.',
      ['2025-08-23T03:59 day moved', '2025-11-04T04:59 day moved'],
    ],
    [
      'takes the days of a list for days of the week that is named behind it',
      'Strike at paper mills',
      'Mill workers will strike on Wednesday, Thursday and Friday of next week.',
      ['2025-08-14T03:59 day set', '2025-08-15T03:59 day set', '2025-08-16T03:59 day set'],
    ],
    [
      'takes the hour before a list of days for that of each',
      'Strike at bus depots',
      'Bus drivers will strike from 1pm to 8pm on Tuesday and Thursday.',
      ['2025-08-12T17:00 minute set', '2025-08-14T17:00 minute set'],
    ],
    [
      'takes the day of a month for one of the month before it',
      'Evacuation of the valley',
      'The evacuation begins on September 15, and whoever is still there will be fined on the 17th.',
      ['2025-09-16T03:59 day set', '2025-09-18T03:59 day set'],
    ],
    [
      'takes the hour that was told last for the same hour',
      'Leader sidesteps question',
      'The letter came before the first cut-off, at 10 this morning. He has until Friday at the same hour to comply.',
      ['2025-08-08T14:00 minute set'],
    ],
    [
      'counts from when a leader spoke',
      'Cleric gives government 24 hours',
      'Addressing his followers at 9pm on Tuesday, the cleric told the prime minister to quit within 24 hours.',
      ['2025-08-07T01:00 hour set'],
    ],
    [
      'takes the age of a strike for no length of time',
      'Port strike called off',
      'Unions called off their three-day-old strike after a wage deal.',
      ['- day withdrawn'],
    ],
    [
      'tells a closure by its beginning',
      '',
      'Schools must close for two weeks from Monday, the governor ordered.',
      ['2025-08-12T03:59 day set'],
    ],
    [
      'takes an hour that is still to come for no passing, whatever the tense',
      '',
      'Residents were given until 1 p.m. on Wednesday to leave the valley.',
      ['2025-08-06T17:00 minute set'],
    ],
    [
      'takes the hour until which booths are open for that of their day',
      'Voters pick a mayor',
      'On Sunday the polling booths stay open until 8pm.',
      ['2025-08-11T00:00 minute set'],
    ],
    [
      'leaves an hour of today beside a day that is over',
      '',
      'The ultimatum issued on Sunday runs out at 5pm.',
      ['2025-08-06T21:00 minute set'],
    ],
    [
      'leaves the hour of another clause where it is',
      '',
      'Bids must be in by Monday and the registry opens at 9am.',
      ['2025-08-12T03:59 day set'],
    ],
    [
      'tells a midnight that came and went as passed',
      '',
      'The midnight deadline came and went without a deal.',
      ['2025-08-06T04:00 minute passed'],
    ],
    [
      'takes the day of a month that is over for the coming one',
      '',
      'The order was signed on July 2 and takes effect on the 15th.',
      ['2025-08-16T03:59 day set'],
    ],
    [
      'tells the new hour of a strike that was moved',
      '',
      'The strike deadline was extended from noon to 5pm on Friday.',
      ['2025-08-08T21:00 minute moved'],
    ],
    [
      'keeps a range of days whose ends have one hour',
      '',
      'Members must vote between noon on August 14 and noon on August 19.',
      ['2025-08-19T16:00 minute set'],
    ],
    [
      'keeps the end of what must be decided by strikers',
      '',
      'The union must decide between 9am and 5pm on Friday whether to strike.',
      ['2025-08-08T21:00 minute set'],
    ],
    [
      'takes days that do not rise for no days of one week',
      '',
      'Drivers will strike on Friday, Saturday and Monday of next week.',
      ['2025-08-09T03:59 day set', '2025-08-10T03:59 day set', '2025-08-12T03:59 day set'],
    ],
    ['keeps a vote two weeks from a day', '', 'The vote is scheduled for two weeks from Tuesday.', ['2025-08-27T03:59 day set']],
    [
      'counts days from when they were given',
      '',
      'The Council on Monday gave the generals 15 days to hand over power.',
      ['2025-08-20T03:59 day set'],
    ],
    [
      'reads the evening before a day',
      '',
      'Drivers will strike on August 17. Engineers will walk out at 10pm the evening before.',
      ['2025-08-18T03:59 day set', '2025-08-17T02:00 minute set'],
    ],
    [
      'keeps the hour of what is put off by days',
      '',
      'The truce due to expire at 7 a.m. on Thursday was prolonged by a day, officials said.',
      ['2025-08-08T11:00 minute moved'],
    ],
    [
      'gives what is called off no hour of another matter',
      'Council scraps December 3 by-election',
      'New parking rules take effect at midnight.',
      ['2025-12-04T04:59 day withdrawn', '2025-08-07T04:00 minute set'],
    ],
    [
      'takes no per cent behind "or" for a day',
      '',
      'Countries must strike deals by Aug. 8 or 25% tariffs will take effect.',
      ['2025-08-09T03:59 day set'],
    ],
    [
      'leaves an hour of today beside the day on which it was said',
      '',
      'The union said on Tuesday the strike will end at midnight.',
      ['2025-08-07T04:00 minute set'],
    ],
    [
      'puts the hour of a strike of so many hours on the day of the title',
      'Tube strike to begin on Sunday',
      'Staff will walk out for 24 hours from 6pm.',
      ['2025-08-10T22:00 minute set'],
    ],
    [
      'reads the hours of a headline on the day before them',
      'Italians vote Sunday, polls open 7 a.m., close 11 p.m.',
      '',
      ['2025-08-11T03:00 minute set'],
    ],
    [
      'takes a last week that owns something for no week of the day before it',
      '',
      "The company has until Friday, last week's filing shows, to repay the loan.",
      ['2025-08-09T03:59 day set'],
    ],
    [
      'takes the day of a month for the coming one before what it must precede',
      '',
      'Before tariffs start on September 1, the bloc has until the 15th to reply.',
      ['2025-09-02T03:59 day set', '2025-08-16T03:59 day set'],
    ],
    [
      'keeps the end of what a union takes',
      '',
      'UAW union members can register from 8am to 6pm on Friday.',
      ['2025-08-08T22:00 minute set'],
    ],
    [
      'counts two weeks from no day that is told as a date beside them',
      '',
      'The minister said on Monday that the budget will be ready in two weeks, on August 20.',
      ['2025-08-21T03:59 day set'],
    ],
    ['tells an hour of today that is over as passed', 'Polls close at 9am today in mayoral race', '', ['2025-08-06T13:00 minute passed']],
    ['takes no month for its first day', 'Voters pick a parliament in first June election since 2001', '', []],
    [
      'takes no per cent at the end of a sentence for an hour',
      '',
      'The committee will vote on the levy on Friday at 11%',
      ['2025-08-09T03:59 day set'],
    ],
    ['takes no per cent for an hour', '', 'The tariff takes effect on Friday morning at 10%, rising later.', ['2025-08-09T03:59 day set']],
  ] as const)('%s', (_name, title, summary, expected) => {
    expect([...inStory(title, summary)].sort()).toEqual([...expected].sort());
  });

  it('reads the word "constructor" as any other', () => {
    expect(found('Constructor teams must file appeals by 8 p.m. local time on Friday.')).toEqual(['2025-08-09T00:00 minute set']);
    expect(() => found('Two constructors left at 5 p.m. Constructor time, half past constructor.')).not.toThrow();
  });

  it('reads a day of the next month behind one of this', () => {
    const text = 'Train drivers will strike on Tuesday 30 December, and again on Friday 2.';
    expect(found(text, '2025-12-20T12:00:00Z', 'UTC')).toEqual(['2025-12-30T23:59 day set', '2026-01-02T23:59 day set']);
  });

  it.each([
    [
      'of a town that two countries have, by the country',
      'TRIPOLI, Lebanon - They must leave by 8 p.m. local time on Friday.',
      'Asia/Beirut',
    ],
    [
      'of the people, where no place is named',
      'The Sri Lankan army told rebels to surrender by midday local time on Friday.',
      'Asia/Colombo',
    ],
    [
      'that was named for the hour before',
      'The group must accept by noon Damascus time on Friday or leave by 8 p.m. on Friday.',
      'Asia/Damascus',
    ],
  ])('takes the zone %s', (_name, text, zone) => {
    const findings = detectDeadlines({ title: '', summary: text, publishedAt: at(WEDNESDAY), zone: 'Europe/London' });
    expect(findings.map((finding) => finding.zone)).toEqual(findings.map(() => zone));
    expect(findings.length).toBeGreaterThan(0);
  });

  it('takes "tomorrow" from the publisher’s calendar, its hour from the place', () => {
    const findings = detectDeadlines({
      title: '',
      summary: 'The gang must free the captives by 6am local time tomorrow, a mother said in Moscow.',
      publishedAt: at('2025-10-24T22:20:00Z'),
      zone: 'Europe/London',
    });
    expect(findings.map(({ due }) => due)).toEqual([at('2025-10-25T03:00:00Z')]);
  });

  it('takes a union of states for no trade union', () => {
    const [finding] = detectDeadlines({
      title: '',
      summary: 'The African Union gave the generals until Friday to hand over power.',
      publishedAt: at(WEDNESDAY),
      zone: 'UTC',
    });
    expect(finding?.kind).not.toBe('strike');
  });

  it('doubts what the story calls a hoax elsewhere', () => {
    const [finding] = detectDeadlines({
      title: 'Agency warns of flyer',
      summary: 'The flyer says that owners must be out by Friday. It is a hoax, the agency said.',
      publishedAt: at(WEDNESDAY),
      zone: 'America/New_York',
    });
    expect(finding?.confidence ?? 0).toBeLessThan(alertThreshold);
  });
});

describe('a passing in the title', () => {
  it.each([
    ['Deadline passes for hostage deal', 'Militants have until 5pm on Friday to free the hostages.', ['set']],
    ['Owners miss deadline', 'Owners have until 5pm on Friday to lodge a claim. The cut-off passed.', ['set']],
  ])('does not end what lies ahead: %s', (title, summary, statuses) => {
    const findings = detectDeadlines({ title, summary, publishedAt: at(WEDNESDAY), zone: 'UTC' });
    expect(findings.filter(({ due }) => due !== undefined).map(({ status }) => status)).toEqual(statuses);
  });
});

describe('no deadline is found', () => {
  it.each([
    'Talks were held on Friday.',
    'She was born on August 8.',
    'The shop is open until 5 p.m. on weekdays.',
    'Twelve people were killed by Friday’s storm.',
    'Analysts do not expect a ceasefire by Friday.',
    'The minister said there is no deadline.',
    'The 2015 deadline passed a decade ago.',
    'The ceasefire expired on Friday, March 7.',
    'The ministry denied that it had set a Friday deadline.',
    'The judge refused to set a Friday deadline.',
    'Returns must normally be filed within 30 days.',
    'Visitors can stay until 5 p.m. every Friday.',
    'The exhibition was extended until 5 October.',
    'Parliament voted on Tuesday to approve the budget.',
    'Israeli air strikes on Friday killed twelve people.',
    'The company will launch an inquiry on Friday.',
    'An agreement is expected in the coming days.',
    'Officials hope to finish by Friday.',
    'The two leaders will meet on Monday.',
    'It rained for 10 days.',
    '16:30 Bridge to stay shut',
    'Classes were moved online on Thursday.',
    'Nobody gave us until Thursday.',
    'He is shortening the 50-day deadline that he gave two weeks ago.',
  ])('in: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
