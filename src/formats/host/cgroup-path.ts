/** A file below the mount of the cgroup hierarchy. */
export interface CgroupFile {
  /** `/kubepods.slice/…`; `/` for the root. */
  readonly cgroup: string
  readonly file: string
  /** By the name of the file; null for one that both versions have. */
  readonly version: 1 | 2 | null
}

const MOUNT = /(?:^|\/)sys\/fs\/cgroup(?=\/)/
const FILE = /^(?:memory|io|cpu|cgroup)\.[\w.]{1,40}$/
/** v1 has a hierarchy for each controller, and the file's name tells it apart from a v2 group named `memory`. */
const V1_FILE =
  /^memory\.(?:limit_in_bytes|usage_in_bytes|max_usage_in_bytes|soft_limit_in_bytes|failcnt|oom_control|swappiness|use_hierarchy|memsw\.\w+|kmem\.[\w.]+)$/
const V2_FILE =
  /^memory\.(?:max|high|low|min|current|peak|events(?:\.local)?|oom\.group|swap\.\w+|zswap\.\w+|pressure)$/

const versionOf = (file: string): 1 | 2 | null => (V1_FILE.test(file) ? 1 : V2_FILE.test(file) ? 2 : null)

/** `/sys/fs/cgroup/a/b/memory.max`, at the end of any path; null for other files. */
export function cgroupFile(path: string): CgroupFile | null {
  const slash = path.lastIndexOf('/')
  const file = path.slice(slash + 1)
  const mount = FILE.test(file) ? MOUNT.exec(path) : null
  if (mount === null) return null
  const folder = path.slice(mount.index + mount[0].length, slash)
  const version = versionOf(file)
  // `memory`, `cpu,cpuacct` and the like are mounts of v1, `unified` is v2 beside them.
  const isShared = version === null && /^\/memory(?:\/|$)/.test(folder)
  const cgroup =
    version === 1 || isShared ? folder.replace(/^\/memory(?=\/|$)/, '') : folder.replace(/^\/unified(?=\/|$)/, '')
  return { cgroup: cgroup || '/', file, version: version ?? (isShared ? 1 : null) }
}
