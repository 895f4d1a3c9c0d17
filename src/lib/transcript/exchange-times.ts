import { durationText } from '../relative-time.ts'
import type { Exchange } from './transcript.ts'

/** When a message was sent and how long its answer took, in words. */
export interface ExchangeTimes {
  /** After the first message. */
  readonly offset: string
  /** Undefined where nothing was sent, or the app cannot know it. */
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
