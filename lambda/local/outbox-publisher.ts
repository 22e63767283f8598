import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Channel, Message } from '../alerts/alert.js';
import type { Publisher } from '../pipeline/ports.js';

export type ShowMessage = (channel: Channel, message: Message) => void;

const wordsFor = (channel: Channel, message: Message): string => {
  if (channel.medium === 'sms') return `${message.sms}\n`;
  return channel.medium === 'json' ? `${message.json}\n` : `Subject: ${message.subject}\n\n${message.email}`;
};

/**
 * Publishes into files, `FOLDER/CHANNEL/MESSAGE-ID.txt`, and shows each message. A message that is published again
 * under its id is there already, and is not shown twice.
 */
export const makeOutboxPublisher = (folder: string, show: ShowMessage): Publisher => ({
  ensureTopic: async (channel) => {
    mkdirSync(join(folder, channel.id), { recursive: true });
    return `outbox:${channel.id}`;
  },
  publish: async (_topic, messageId, channel, message) => {
    const file = join(folder, channel.id, `${messageId}.txt`);
    if (existsSync(file)) return { kind: 'sent', receipt: messageId };
    mkdirSync(join(folder, channel.id), { recursive: true });
    writeFileSync(`${file}.part`, wordsFor(channel, message));
    renameSync(`${file}.part`, file);
    show(channel, message);
    return { kind: 'sent', receipt: messageId };
  },
});
