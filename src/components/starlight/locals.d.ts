// The type of `Astro.locals.starlightRoute` comes only with the package's main module.
import type {} from '@astrojs/starlight'
