import color from 'picocolors';
import type { Channel, Message } from '../alerts/alert.js';
import { smsSize } from '../alerts/sms-text.js';
import { print, terminalWidth, wrap } from './terminal.js';

const MEDIA = { email: 'E-MAIL', sms: 'SMS', json: 'JSON' } as const;
const WIDEST = 92;

const rule = (label: string, width: number): string => {
  const lead = `── ${label} `;
  return `${lead}${'─'.repeat(Math.max(3, width - [...lead].length))}`;
};

const clockText = (at: Date): string => at.toTimeString().slice(0, 5);

const bodyOf = (medium: Channel['medium'], message: Message): string => {
  if (medium === 'sms') return message.sms;
  return medium === 'json' ? message.json : message.email.slice(0, message.email.lastIndexOf('\n\n--\n'));
};

const paint = (line: string): string => {
  if (/^ {2}(?:Deadline|Moved to) /.test(line)) return color.yellow(line);
  return /^ {2}(?:Why|Link|As told|Before|Disputed) |^ {13}\S/.test(line) ? color.dim(line) : line;
};

/** Prints one message as a person would want to read it. */
export const showMessage = (channel: Pick<Channel, 'id' | 'medium'>, message: Message, at: Date): void => {
  const width = Math.min(WIDEST, terminalWidth());
  print();
  print(color.cyan(rule(`${clockText(at)}  ${MEDIA[channel.medium]} to channel ${channel.id}`, width)));
  if (channel.medium === 'email') print(color.bold(`  ${message.subject}`));
  if (channel.medium === 'email') print();
  const lines = wrap(bodyOf(channel.medium, message), width, '  ').split('\n');
  print(lines.map(paint).join('\n'));
  if (channel.medium === 'sms') {
    const size = smsSize(message.sms);
    print(
      color.dim(
        `  (${size.segments} segment${size.segments === 1 ? '' : 's'}, ${size.length} characters of ${size.alphabet === 'gsm-7' ? 160 : 70})`,
      ),
    );
  }
};
