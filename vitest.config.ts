import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/deploy/**', 'node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    sequence: { shuffle: true },
    // One worker mostly waits for the laptop program that is killed and restarted.
    maxWorkers: 3,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  },
});
