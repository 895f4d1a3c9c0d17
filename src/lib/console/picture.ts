import type { LabelName, MenuItem } from './labels.ts'

/** A piece of a drawn screen. `spot` marks the one thing that the step is about. */
export type Part =
  /** Where the project's name stands, in the bar at the top. */
  | { readonly kind: 'selector'; readonly label: LabelName; readonly spot?: true }
  | { readonly kind: 'title'; readonly label: LabelName }
  | {
      readonly kind: 'field'
      readonly label: LabelName
      /** What somebody typed, as an example. */
      readonly value?: string
      readonly spot?: true
    }
  | {
      readonly kind: 'choice'
      readonly as: 'radio' | 'check'
      readonly label: LabelName
      readonly on?: true
      readonly spot?: true
    }
  | {
      readonly kind: 'button'
      readonly label: LabelName
      readonly plus?: true
      readonly strong?: true
      readonly spot?: true
    }
  /** The four stages that `Get started` leads through; one of them is open. */
  | { readonly kind: 'stages'; readonly done: readonly LabelName[]; readonly open: LabelName }
  | { readonly kind: 'stages-left'; readonly labels: readonly LabelName[] }
  /** A row of a table: a value that can be copied, and whether it is never shown again. */
  | {
      readonly kind: 'row'
      readonly label: LabelName
      readonly value: string
      readonly once?: true
      readonly spot?: true
    }
  /** Text that does not matter here, as strokes. */
  | { readonly kind: 'strokes'; readonly count: 1 | 2 | 3 }

export interface Picture {
  /** A whole screen, or something that lies over one. */
  readonly frame: 'screen' | 'dialog'
  /** The path at the top of the frame. */
  readonly screen: readonly LabelName[]
  /** The item marked in the left menu; without one, no menu is drawn. */
  readonly menu?: MenuItem
  /** The marked item of the menu is what the step is about. */
  readonly menuSpot?: true
  readonly parts: readonly Part[]
}

/** How many things a picture marks. One is what a reader can look at. */
export function spotCount({ menuSpot, parts }: Picture): number {
  const marked = parts.filter((part) => 'spot' in part && part.spot)
  return marked.length + (menuSpot ? 1 : 0)
}
