/** By these a reader shows to be there; each touch begins with a pointer that goes down. */
const acts = ['pointermove', 'pointerdown', 'keydown', 'scroll']

/**
 * Waits for a reader who has begun and is near: what only serves an act is not fetched for a page
 * that just lies open, however tall its screen.
 * @param rootMargin around the screen, as for an IntersectionObserver
 * @param begin called each time that the element comes near
 * @returns ends the waiting
 */
export function whenNear(element: Element, rootMargin: string, begin: () => void): () => void {
  const begun = new AbortController()
  let near = false
  const act = () => {
    begun.abort()
    if (near) begin()
  }
  const observer = new IntersectionObserver(
    (entries) => {
      near = entries.at(-1)?.isIntersecting ?? false
      // A link to a part of the page, or a reload further down, has scrolled before any script ran.
      // Asked here, behind a layout: before one, the question alone would cause it.
      if (scrollY > 0) begun.abort()
      if (near && begun.signal.aborted) begin()
    },
    { rootMargin },
  )
  observer.observe(element)
  for (const name of acts) addEventListener(name, act, { signal: begun.signal })
  return () => {
    begun.abort()
    observer.disconnect()
  }
}
