const steps = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/**
 * How far a moment lies from now, such as "in 59 minutes" or "3 分前". Counts full units only: 59
 * minutes and 59 seconds are 59 minutes.
 * @param moment milliseconds since 1970
 * @param now milliseconds since 1970
 */
export function relativeTime(moment: number, now: number, language: string): string {
  const distance = moment - now
  const [unit, length] =
    steps.find((step) => Math.abs(distance) >= step[1]) ?? (['second', 1000] as const)
  const count = Math.trunc(distance / length)
  // `auto` says "now" for no distance, but also "tomorrow" for one day, which 24 hours need not be.
  const numeric = count === 0 ? 'auto' : 'always'
  return new Intl.RelativeTimeFormat(language, { numeric }).format(count, unit)
}

/**
 * Time of day, and the date before it where that is not today's.
 * @param moment milliseconds since 1970
 * @param now milliseconds since 1970
 * @param timeZone IANA name; the machine's own where absent
 */
export function clockTime(
  moment: number,
  now: number,
  language: string,
  timeZone?: string,
): string {
  const zone = timeZone === undefined ? {} : { timeZone }
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', ...zone })
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...zone,
  })
  const today = day.format(moment) === day.format(now)
  return today ? time.format(moment) : `${day.format(moment)} ${time.format(moment)}`
}

/**
 * Converts a NumericDate (RFC 7519, 2) to milliseconds.
 * @param value a claim, or its text; untrusted
 * @returns undefined where it is no number or out of the range of `Date`
 */
export function millisecondsOfNumericDate(value: unknown): number | undefined {
  const isText = typeof value === 'string' && /^\d{1,13}(\.\d+)?$/.test(value)
  const seconds = isText ? Number(value) : value
  if (typeof seconds !== 'number') return undefined
  const milliseconds = new Date(seconds * 1000).getTime()
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** Formats a duration: "12 ms", "1.24 sec". */
export function durationText(milliseconds: number, language: string): string {
  const unit = milliseconds < 1000 ? 'millisecond' : 'second'
  const amount = unit === 'second' ? milliseconds / 1000 : milliseconds
  return durationFormat(unit, language).format(amount)
}

// Cache of formatters: creating one is expensive.
const durationFormats = new Map<string, Intl.NumberFormat>()

function durationFormat(unit: 'millisecond' | 'second', language: string): Intl.NumberFormat {
  const name = `${unit} ${language}`
  const known = durationFormats.get(name)
  if (known) return known
  const digits = unit === 'second' ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 }
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, ...digits })
  durationFormats.set(name, format)
  return format
}
