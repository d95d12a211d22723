/** A name as pods, containers and services have it. */
const NAME = '[a-z0-9][a-z0-9._-]{0,252}'
const TIME = String.raw`\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?\]?`

/**
 * Where what a program says begins, for words that are only sure there: at the start of a line; behind the names and the time
 * that `kubectl logs --prefix`, `docker compose`, stern and routers of logs (`app[web.1]: `) put before it.
 */
export const SAYS: string = String.raw`^(?:(?:\[pod\/${NAME}\/${NAME}\]|${NAME} {1,30}\||(?=\S{0,252}-)${NAME} ${NAME}|[\w./-]{1,64}\[[\w.-]{1,32}\]:) )?(?:${TIME}[ \t])?`
