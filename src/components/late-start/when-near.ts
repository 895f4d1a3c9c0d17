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
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) begin()
    },
    { rootMargin },
  )
  const observe = () => {
    begun.abort()
    observer.observe(element)
  }
  // A link to a part of the page, or a reload further down, has scrolled before any script ran.
  if (scrollY > 0) observe()
  else for (const act of acts) addEventListener(act, observe, { signal: begun.signal })
  return () => {
    begun.abort()
    observer.disconnect()
  }
}
