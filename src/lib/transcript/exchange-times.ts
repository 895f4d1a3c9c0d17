import { durationText } from '../relative-time.ts'
import type { Exchange } from './transcript.ts'

/** Time offset and duration of an exchange, as text. */
export interface ExchangeTimes {
  /** Since the first message. */
  readonly offset: string
  /** Undefined for a cached response, or where the app cannot measure it. */
  readonly took: string | undefined
}

/** @param transcriptStart when the first message was sent, milliseconds since 1970 */
export function exchangeTimes(
  { startedAt, duration, cached }: Exchange,
  transcriptStart: number,
  language: string,
): ExchangeTimes {
  return {
    offset: durationText(startedAt - transcriptStart, language),
    took: duration === null || cached ? undefined : durationText(duration, language),
  }
}
