import { describe, expect, it } from 'vitest';
import { isoInstant } from '../../lambda/core/time.js';
import { detectDeadlines } from '../../lambda/deadlines/detect-deadlines.js';
import { timesIn } from '../../lambda/deadlines/weigh-story.js';
import { at } from '../support/test-feeds.js';

/** Wednesday 6 August 2025, 10:00 in London. */
const WEDNESDAY = '2025-08-06T09:00:00Z';

interface Told {
  readonly title?: string;
  readonly published?: string;
  readonly zone?: string;
}

const storyOf = (summary: string, { title = '', published = WEDNESDAY, zone = 'UTC' }: Told) => ({
  title,
  summary,
  publishedAt: at(published),
  zone,
});

/** Every time that the words name, read as one to come. */
const ahead = (summary: string, told: Told = {}): readonly string[] =>
  timesIn(storyOf(summary, told)).flatMap(({ seen }) => (seen?.ahead === undefined ? [] : isoInstant(seen.ahead.due).slice(0, 16)));

const found = (summary: string, told: Told = {}): readonly string[] =>
  detectDeadlines(storyOf(summary, told)).map(
    ({ due, precision, status }) => `${due === undefined ? '-' : isoInstant(due).slice(0, 16)} ${precision} ${status}`,
  );

describe('an hour is read', () => {
  it.each([
    [
      'of a weekday that was named before',
      'The vote is on Tuesday, and petitions can be handed in until 10am that same Tuesday.',
      '2025-08-12T10:00',
    ],
    [
      'no later than which something must be done',
      'Offers must be handed over on Tuesday no later than 11 a.m. at the ministry.',
      '2025-08-12T11:00',
    ],
    ['on the day of a sale', 'Bids are taken until noon on the day of the sale, Thursday 28 August.', '2025-08-28T12:00'],
    ['on polling day', 'Proxies can be named until 5pm on polling day, 2 September.', '2025-09-02T17:00'],
    [
      'of the next day, told on another clock too',
      'They had until noon the next day (0630 GMT) to give up.',
      '2025-08-07T06:30',
      'Rebels told on August 6',
    ],
    [
      'of a day on which the same is done',
      'Drivers will stop work from 4am to 10am on Thursday and do the same on Monday 11 August.',
      '2025-08-11T04:00',
    ],
    ['of both days', 'Guards will strike on Monday 11 and Wednesday 13 August, from 07:00 until 11:00 on both days.', '2025-08-11T07:00'],
    ['so long after another', 'Everyone must be out by 9 p.m. on Friday, and the road will be shut an hour later.', '2025-08-08T22:00'],
    [
      'so long after the beginning of a range',
      'Staff will walk out from 5am to 9am on Friday, and drivers two hours later.',
      '2025-08-08T07:00',
    ],
    ['so long after another, past midnight', 'The truce begins at 11 p.m. on Friday, and buses leave two hours later.', '2025-08-09T01:00'],
    [
      'and a half after one in the sentence before',
      'Polls close at 8 p.m. on Sunday. The count begins half an hour later.',
      '2025-08-10T20:30',
    ],
  ])('%s', (_name, summary, due, title = '') => {
    expect(ahead(summary, { title })).toContain(due);
  });

  it.each([
    ['what is called by an hour', 'The board drops noon-hour supervision and calls off midnight Mass.'],
    ['when polls open, without a day', 'Polling stations open at 7am.'],
    ['how late it may not be', 'They would have power, "not a minute later".'],
    ['a day that nobody names', 'The judge reserved her ruling without naming a day.'],
  ])('from no words of %s', (_name, summary) => {
    expect(ahead(summary)).toEqual([]);
  });

  it('of a weekday of that name, where none was named before', () => {
    expect(ahead('Applications close at 6pm that same Friday.')).toContain('2025-08-08T18:00');
  });

  it('once, where what is left until it is told too', () => {
    expect(ahead('With two minutes to go before the 2pm cut-off, she resigned.')).toEqual(['2025-08-06T14:00']);
    expect(ahead('Residents were given 48 hours to go before police move in.')).toEqual(['2025-08-08T09:00']);
  });

  it.each([
    [
      'of another day, where the date that was named is none of that name',
      'It is to be done on 19 August, and they must pay by 5pm that same Friday.',
      '2025-08-08T17:00',
    ],
    [
      'of the date that was named, where that is of its name',
      'Bids are due on 19 August, and it will be sold by 5pm that same Tuesday.',
      '2025-08-19T17:00',
    ],
    ['of the later of two days a week apart', 'Nurses will strike on Monday and Thursday, until 8pm on both days.', '2025-08-14T20:00'],
    ['at which oil firms must do something', 'By noon oil firms must file their bids.', '2025-08-06T12:00'],
    ['of the night after which sanctions begin', 'At midnight oil sanctions take effect.', '2025-08-07T00:00'],
  ])('%s', (_name, summary, due) => {
    expect(ahead(summary)).toContain(due);
  });

  it.each([
    [
      'of another who does the same',
      'Canada raised tariffs at 12:01 a.m. on Monday and Mexico will do the same on September 1.',
      '2025-09-01T23:59',
    ],
    ['of what happens on each day', 'The strike starts on Monday and pickets stand from 6am each day.', '2025-08-11T23:59'],
  ])('for no day %s', (_name, summary, day) => {
    expect(ahead(summary)).toContain(day);
  });

  it('no later than one, as a limit', () => {
    expect(found('Offers must be handed over on Tuesday no later than 11 a.m. at the ministry.')).toEqual(['2025-08-12T11:00 minute set']);
  });
});

describe('a length is counted', () => {
  it.each([
    ['from an hour of today', 'The army gave them 48 hours, starting at 6 a.m., to surrender.', '2025-08-08T06:00'],
    ['from an hour of last night', 'A 72-hour truce brokered by Norway took hold at midnight, the envoy said.', '2025-08-09T00:00'],
    [
      'from when a closure came into force',
      'A 96-hour closure of the airspace came into force at 8 a.m., pilots were told.',
      '2025-08-10T08:00',
    ],
    ['from today, where a notice says so', 'Lecturers gave the state a 14-day ultimatum, starting from today, to pay.', '2025-08-20T23:59'],
    [
      'from a date that a notice says',
      'The union issued a seven-day ultimatum, dating from August 5, to the governor.',
      '2025-08-12T23:59',
    ],
    ['from when a ruling is told', 'He has ten days from the ruling to appeal.', '2025-08-16T23:59'],
    ['from the day of a notice', 'The notice was served on Monday and takes effect a fortnight later.', '2025-08-18T23:59'],
    ['from when what is closed so long begins', 'Schools shut for two weeks from Monday on a health order.', '2025-08-11T23:59'],
    [
      'behind a date, as a day of its month',
      'Parcels must be in by Monday 18 August, while first class fans get until the 20th.',
      '2025-08-20T23:59',
    ],
    [
      'behind a date late in a month, as a day of its month',
      'Drawings are due by September 4, but lodgers have until the 29th.',
      '2025-09-29T23:59',
    ],
    ['of two units', 'The council gave tenants two months and ten days to leave the tower.', '2025-10-16T23:59'],
    ['of days and hours, to the minute', 'The army gave the rebels two days and six hours to surrender.', '2025-08-08T15:00'],
    ['of hours and minutes', 'The army gave the rebels one hour and 30 minutes to surrender.', '2025-08-06T10:30'],
    ['of weeks and days', 'The order expires in three weeks and two days.', '2025-08-29T23:59'],
    ['by its larger bound', 'Creditors have between one week and ten days to answer the offer.', '2025-08-16T23:59'],
  ])('%s', (_name, summary, due) => {
    expect(ahead(summary)).toContain(due);
  });

  it('from when notice was served, by its hour', () => {
    const summary = 'Officers on Tuesday at noon served notice on the camp. The notice gives the families 72 hours to leave.';
    expect(found(summary)).toEqual(['2025-08-08T12:00 hour set']);
  });

  it.each([
    ['Lecturers gave the state a 14-day ultimatum, starting from today, to pay.', 1],
    ['The army has agreed to a three-day truce starting on Friday.', 2],
    ['The pact has a three-month rule; its departure becomes effective on September 12.', 2],
  ])('from what is no time of its own, where notice is given: %s', (summary, times) => {
    expect(ahead(summary)).toHaveLength(times);
  });

  it.each([
    [
      'from the day of a ruling that is told',
      'The court ruled on July 30. The state has 14 days from the ruling to appeal.',
      ['2025-08-13T23:59 day set'],
    ],
    ['from no ruling of any case', 'Under the law, a defendant has 30 days from the sentence to appeal.', []],
  ])('%s', (_name, summary, expected) => {
    expect(found(summary)).toEqual(expected);
  });

  it('from the date on which it was given', () => {
    const told = { published: '2021-07-22T09:00:00Z' };
    expect(found('The court on July 19 gave the minister two weeks to file his defence or lose the case.', told)).toEqual([
      '2021-08-02T23:59 day set',
    ]);
  });

  it('onto a date that it adds to', () => {
    const summary = 'The sides agreed to add two days to a truce that was to run out at 7 a.m. on Thursday.';
    expect(found(summary)).toEqual(['2025-08-09T07:00 minute moved']);
  });

  it('to no shift, where it is the length of what is prolonged', () => {
    const summary = 'Mediators are weighing how to prolong a three-day truce that is due to end at midnight on Thursday.';
    expect(found(summary)).not.toContain('2025-08-11T00:00 minute moved');
  });
});

describe('a date is kept', () => {
  it.each([
    [
      'of a day on which two things happen',
      'The Senate votes on Monday, and the House votes later in the day.',
      ['2025-08-11T23:59', '2025-08-11T23:59'],
    ],
    ['of which a part is told', 'Ministers will vote later in the day on Thursday.', ['2025-08-07T23:59']],
    [
      'at which a warning strike begins',
      'The union called a 24-hour warning strike, starting at 3 a.m. on Friday.',
      ['2025-08-09T03:00', '2025-08-08T03:00'],
    ],
    [
      'of what notice is given',
      'The council gave a 14-day notice of a road closure starting on August 25.',
      ['2025-09-08T23:59', '2025-08-25T23:59'],
    ],
    [
      'before a list of days with one hour',
      'Applications must be in by Friday, and hearings run on Monday and Tuesday until 5pm on both days.',
      ['2025-08-08T23:59', '2025-08-11T17:00', '2025-08-12T17:00'],
    ],
    ['later than which nothing may be', 'The rebels must leave by Sunday at 6 p.m., not a minute later.', ['2025-08-10T18:00']],
    [
      'on which a vote ends later than on another',
      'Voting ends at 6 p.m. on Saturday and an hour later on Sunday.',
      ['2025-08-09T18:00', '2025-08-06T10:00', '2025-08-10T23:59'],
    ],
  ])('%s', (_name, summary, dues) => {
    expect(ahead(summary)).toEqual(dues);
  });

  it.each([
    ['that nobody has put off', 'MPs failed to agree to add two days to the truce, due to end on Friday.', '2025-08-08T23:59 day set'],
    [
      'of another matter than the polls',
      'Passengers must claim refunds by August 20. In the by-election, polling stations are open until 10 p.m.',
      '2025-08-20T23:59 day set',
    ],
    ['that is told to everybody', 'If you hand it in by Friday, your vote will count.', '2025-08-08T23:59 day set'],
    [
      'of a contest that somebody invented',
      'The deadline for entries to the contest, which is an invention of the museum, is Friday.',
      '2025-08-08T23:59 day set',
    ],
  ])('%s, as it was set', (_name, summary, expected) => {
    expect(found(summary)).toContain(expected);
  });

  it.each([
    [
      'of what comes behind an addition',
      'The court added 14 days to the deadline for replies, and will rule on 20 September.',
      '2025-09-20T23:59',
    ],
    ['behind another matter’s', 'Voters go to the polls on September 1, and have until the 15th to register.', '2025-08-15T23:59'],
    ['that is given', 'The kidnappers are giving a week to pay.', '2025-08-13T23:59'],
    ['of a patent', 'The patent on an invention expires on Friday.', '2025-08-08T23:59'],
    ['that lies ahead', 'The order gets published on Friday and takes effect two days later.', '2025-08-10T23:59'],
  ])('%s', (_name, summary, due) => {
    expect(ahead(summary)).toContain(due);
  });
});

describe('a vote', () => {
  it.each([
    [
      'on the day that the story names',
      'Islanders decide on Monday whether to leave. Polling stations will be open from 7 a.m. to 6 p.m.',
      '2025-08-11T18:00 minute set',
    ],
    [
      'in the same sentence',
      'Voters will choose new members on Friday 29 August, with polling stations shutting their doors at 10pm.',
      '2025-08-29T22:00 minute set',
    ],
  ])('ends at the hour at which polls close, %s', (_name, summary, expected) => {
    expect(found(summary)).toEqual([expected]);
  });

  it('that has closed is none of tomorrow', () => {
    const told = { title: 'Election night', published: '2025-11-05T03:00:00Z', zone: 'America/New_York' };
    expect(found('Polls close at 8 p.m. in the suburbs, and the count drips in.', told)).toEqual([]);
  });

  it.each([
    ['at midnight', 'Italians vote on 24 August. Polling stations will stay open until midnight.', '2025-08-25T00:00 minute set'],
    [
      'beside a strike, on a day of its own',
      'Rail workers will strike on Friday. Ballot boxes for a separate vote shut at 5pm.',
      '2025-08-06T17:00 minute set',
    ],
  ])('closes %s', (_name, summary, expected) => {
    expect(found(summary)).toContain(expected);
  });

  it('later in the day is one of today', () => {
    expect(found('Scots, who go to the polls later in the day, are used to coalitions.')).toEqual(['2025-08-06T23:59 day set']);
  });

  it('that will be held most of a year ahead is followed, one of a date that is past is not', () => {
    const told = { published: '2022-11-27T09:00:00Z' };
    expect(found('The general election will be held on August 9, the commission said.', told)).toEqual(['2023-08-09T23:59 day set']);
    expect(found('He lost the November 8 election, which he blames on the press.', told)).toEqual([]);
  });

  it('that is put back is followed far ahead', () => {
    const summary = 'Parliament voted to put back the August 24 presidential election to May 10.';
    expect(found(summary)).toEqual(['2026-05-10T23:59 day moved']);
  });
});

describe('what has run out', () => {
  it.each([
    ['Builders have moved in after the lapse on Monday of the notice that the council had served.', '2025-08-04T23:59 day passed'],
    ['Tenants were moved out following the expiry on Saturday of the ultimatum that the landlord gave.', '2025-08-02T23:59 day passed'],
  ])('is told by its end: %s', (summary, expected) => {
    expect(found(summary)).toContain(expected);
  });

  it('is not what will', () => {
    expect(found('Troops will enter the town after the lapse of the ultimatum on Saturday.')).toEqual(['2025-08-09T23:59 day set']);
  });

  it.each(['blew through Friday’s deadline for a spending plan', 'let Friday’s deadline slip by'])('is told by “%s”', (words) => {
    expect(found(`Lawmakers ${words}.`, { title: 'No budget' })).toEqual(['2025-08-01T23:59 day passed']);
  });
});

describe('what is only imagined', () => {
  it.each([
    '"If somebody told us it has to be done by Friday we would get a worse paper," a diplomat said.',
    '"If they give us until 30 August, we have gained nothing," a minister said.',
    '"Were they to hand us until 9 September, half the bars would be bust by then," he said.',
    '"Had they told me I had to sign by 30 September or go, I would have gone," she said.',
    '"Tell us by Friday and we\'d have coped," the owner said.',
  ])('is no deadline: %s', (summary) => {
    expect(found(summary)).toEqual([]);
  });

  it.each([
    'Iran has until Friday to reply and if they tell us no, sanctions return on Monday, the envoy said.',
    'The deadline is Friday, and if anyone says it will move, they are wrong.',
  ])('is not what stands beside a supposition: %s', (summary) => {
    expect(found(summary)).toContain('2025-08-08T23:59 day set');
  });

  it('is not what somebody threatens', () => {
    expect(found('"If they do not give us the keys by Friday, we will go in," the commander said.')).toEqual(['2025-08-08T23:59 day set']);
  });
});

describe('the day for which something is ordered', () => {
  it.each([
    ['Orders for delivery on Friday must be in by 7pm on Thursday.', '2025-08-07T19:00 minute set'],
    ['Tickets for travel tomorrow must be changed by 9pm today.', '2025-08-06T21:00 minute set'],
  ])('is none beside the hour of the order: %s', (summary, expected) => {
    expect(found(summary)).toEqual([expected]);
  });

  it('is no day by which it must be delivered', () => {
    expect(
      found('The contract calls for delivery by Friday, and the yard must pay if it is late.', { title: 'Yard told to deliver by Friday' }),
    ).toContain('2025-08-08T23:59 day set');
  });
});
