/**
 * The least CPU time of some runs, in milliseconds: what other processes do meanwhile, a first
 * compilation and a garbage collection don't count.
 */
export function cpuTime(work: () => unknown, runs = 3): number {
  let least = Infinity
  for (let run = 0; run < runs; run += 1) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
