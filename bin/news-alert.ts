import { makeProgram } from '../lambda/cli/program.js';
import { complain } from '../lambda/cli/terminal.js';

const program = makeProgram((code) => {
  process.exitCode = code;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = complain(error instanceof Error ? error.message : String(error));
}
