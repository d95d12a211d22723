/**
 * What counts as thrashing, all numbers in one place. Shares are of wall time unless the name says otherwise. They begin
 * from what systemd-oomd and lmkd act on, and were checked on real kernels of small machines.
 */

/** A window opens where one of these holds. systemd-oomd kills at 60 % `full` for 30 s; people notice far less. */
export const HOT_FULL_SHARE = 0.1
export const HOT_SOME_SHARE = 0.3
/** Of the file LRU, read again each second: relative, since rates alone say little without the size of the machine. */
export const HOT_REFAULTS_PER_SECOND = 0.05
/** High refaults without a stall are a stream of reads, and healthy. */
export const REFAULT_STALL_SHARE = 0.1
/** Of RAM, swapped in each second while pages are swapped out as well; for sources without pressure data. */
export const HOT_SWAP_PER_SECOND = 0.002

/** It goes on while this much of each holds. */
export const WARM_FACTOR = 0.5

/** Less than this in all is a blip. */
export const MIN_HOT_SECONDS = 5
/** Shorter lulls are bridged. */
export const BRIDGED_SECONDS = 10

/** Quiet samples after a window that show its end; with fewer it may have gone on. */
export const MIN_QUIET_SAMPLES = 2

/** Of the stall of the whole node, that a cgroup accounts for when it alone is the one that thrashes. */
export const EXPLAINS_SHARE = 0.8

/** A kill that comes so long after a window still is its end. */
export const BEFORE_KILL_SECONDS = 60

/** Page cache at work: little memory free, and nobody waits. */
export const HEALTHY_AVAILABLE_SHARE = 0.2
export const HEALTHY_STALL_SHARE = 0.01

/** Symptoms further apart than this are of different times of trouble. */
export const SYMPTOM_GAP_SECONDS = 60
/** One kind of symptom alone has too many other causes. */
export const MIN_SYMPTOM_KINDS = 2
