#!/usr/bin/env node
import { ensureInstalled } from './ensure-installed.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`News Alert needs Node 20.19 or newer; this is ${process.version}.\n`);
  process.exit(1);
}
ensureInstalled();
// The AWS SDK would print a notice about the end of its support for Node 20 before every command.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const { register } = await import('tsx/esm/api');
register();
await import('./news-alert.ts');
