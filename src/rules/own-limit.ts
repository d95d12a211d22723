/** A limit of a pod's own that it went beyond, in the kubelet's words for each (pkg/kubelet/eviction/eviction_manager.go). */
const LIMITS: readonly (readonly [RegExp, (name: string, limit: string) => string])[] = [
  [
    /Container (\S{1,253}) exceeded its local ephemeral storage limit "([^"]{1,60})"/,
    (name, limit) => `container ${name} wrote more to local disk than its limit of ${limit}`,
  ],
  [
    /(Pod) ephemeral local storage usage exceeds the total limit of containers (\S{1,60}?)\.?(?:\s|$)/,
    (_, limit) => `its containers wrote more to local disk than their limits allow together, ${limit}`,
  ],
  [
    /Usage of EmptyDir volume "([^"]{1,253})" exceeds the limit "([^"]{1,60})"/,
    (name, limit) => `volume ${name} grew beyond its size limit of ${limit}`,
  ],
]

/** `volume cache grew beyond its size limit of 64Mi`; null for a message about anything but a limit of the pod's own. */
export function ownLimitIn(message: string): string | null {
  for (const [expression, words] of LIMITS) {
    const [, name, limit] = expression.exec(message) ?? []
    if (name !== undefined && limit !== undefined) return words(name, limit)
  }
  return null
}
