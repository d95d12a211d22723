/** Kernels round limits down to whole pages, which are 64 KiB at most on what runs Kubernetes. */
const ROUNDING_BYTES = 65_536

/** Two limits in bytes that are not the same but for the kernel's rounding to pages. */
export const limitsDiffer = (a: number, b: number): boolean => Math.abs(a - b) >= ROUNDING_BYTES
