// Preloaded into every peer: an orderly end, so that `--prof` has its profile written.
process.on('SIGTERM', () => process.exit(0))
