/**
 * Node's options for a server. V8's young generation begins small, and is made small again once
 * the process was idle for a while: until it has grown, V8 copies much of what requests leave
 * behind. Here it has 16 MB from the start. Under load that never pauses it makes no difference.
 *
 * Node's own code, some 40 MB, lies in large pages where the system has them: a request runs
 * through so much of it that the processor's table of small pages is soon used up.
 */
export const serverOptions = ['--min-semi-space-size=16', '--use-largepages=silent']

/** What Node is given, in the project's folder, to serve the built site. */
export const serverCommand = [...serverOptions, 'src/serve.ts']
