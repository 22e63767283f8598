import { makeProgram } from '../lambda/cli/program.js';
import { complain } from '../lambda/cli/terminal.js';
import { troubleText } from '../lambda/cli/trouble-text.js';

// A reader that has seen enough, as `head` has, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? 0);
});

const program = makeProgram((code) => {
  process.exitCode = code;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = complain(troubleText(error));
}
