/** The keys of a type in the order in which they are written; `null` for what has no keys. */
export type Order<T> = [T] extends [string | number | boolean | null | undefined]
  ? null
  : [T] extends [readonly (infer E)[] | null]
    ? Order<E>
    : { readonly [K in keyof NonNullable<T>]-?: Order<NonNullable<T>[K]> }

export interface AnyOrder {
  readonly [key: string]: AnyOrder | null
}
