import type { LabelName, MenuItem } from './labels.ts'

/** An element of a drawn screen. `spot` highlights the one that the step is about. */
export type Part =
  /** Project selector in the top bar. */
  | { readonly kind: 'selector'; readonly label: LabelName; readonly spot?: true }
  | { readonly kind: 'title'; readonly label: LabelName }
  | {
      readonly kind: 'field'
      readonly label: LabelName
      /** Example value. */
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
  /** The four steps of the wizard `Get started`; one is open. */
  | { readonly kind: 'stages'; readonly done: readonly LabelName[]; readonly open: LabelName }
  | { readonly kind: 'stages-left'; readonly labels: readonly LabelName[] }
  /** A table row with a value to copy; `once` where it is never shown again. */
  | {
      readonly kind: 'row'
      readonly label: LabelName
      readonly value: string
      readonly once?: true
      readonly spot?: true
    }
  /** Placeholder lines for text that does not matter. */
  | { readonly kind: 'strokes'; readonly count: 1 | 2 | 3 }

export interface Picture {
  /** A whole screen, or a dialog over one. */
  readonly frame: 'screen' | 'dialog'
  /** Breadcrumb at the top of the frame. */
  readonly screen: readonly LabelName[]
  /** The current item of the left menu; without one, no menu is drawn. */
  readonly menu?: MenuItem
  /** Highlights the current menu item. */
  readonly menuSpot?: true
  readonly parts: readonly Part[]
}

/** Number of highlights; every picture must have exactly one. */
export function spotCount({ menuSpot, parts }: Picture): number {
  const marked = parts.filter((part) => 'spot' in part && part.spot)
  return marked.length + (menuSpot ? 1 : 0)
}
