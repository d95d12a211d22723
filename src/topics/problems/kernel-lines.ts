import type { ProblemTexts } from './problem-text.ts'

/** Problems with lines of the kernel. */
export const kernelProblems: ProblemTexts<
  'KERNEL' | 'QUOTED' | 'FORGED' | 'REPORT' | 'REPORTS' | 'KILL' | 'UNIT' | 'MEMORY'
> = {
  KERNEL_LINE_UNREAD: {
    means: 'A line holds words of the OOM killer in a wrapping that is not read. What it says is not in the report.',
    usualCause: 'Another output format, such as `journalctl -o json` or `dmesg -x`.',
    toDo: 'Give the log as `dmesg` or `journalctl -k -o short-iso` print it.',
  },
  QUOTED_KERNEL_LINE: {
    means:
      'A program other than the kernel logged words of the kernel, such as `Killed process`. It is no evidence of a kill.',
    usualCause: 'Monitoring that repeats what it saw.',
    toDo: "Nothing. If there is no kill in the report, get the kernel's own log from the time that it speaks of.",
  },
  FORGED_KERNEL_LINE: {
    means:
      "A process wrote a line into the kernel log that reads like the kernel's. The record itself shows that it is none.",
    usualCause: 'A test that writes to `/dev/kmsg`; somebody who wants to mislead.',
    toDo: 'Find out what writes such lines. They count for nothing.',
  },
  FORGED_FIELD: {
    means:
      'A value in a document holds text that would read as a field of its own, such as a name with a line end in it.',
    usualCause: 'An object that somebody made with such a name or message on purpose.',
    toDo: 'Look at the place. The text was taken as text.',
  },
  REPORT_INCOMPLETE: {
    means: 'A report of the kernel lacks its head, its memory part or its end. The incident has `complete: false`.',
    usualCause: "The ring buffer overwrote it, the kernel's rate limit cut it, or the file holds a part of the log.",
    toDo: 'Look for the rest in the journal or in older log files of the same node.',
  },
  UNIT_MISLABELLED: {
    means:
      'The kernel printed a number with a wrong unit, which is known of some versions. The report has the right value.',
    usualCause: 'Linux 5.4.0 prints the bytes of page tables as kB.',
    toDo: 'Nothing. Do not be surprised that the cited line shows another number.',
  },
  MEMORY_TOTALS_DISAGREE: {
    means:
      'Numbers of one OOM report cannot all be true. `Mem-Info` prints most of them twice, as a total and for each node or zone, and the two differ by more than 2 % of RAM (1 MiB on a small machine); `pages RAM` is 5 % off what the zones hold; or the parts add up to 5 % more than RAM. In sound reports they differ by 0.02 % at most, because the kernel reads them one after the other.',
    usualCause:
      'A log that was edited, typed off a screen, or lost a line; old kernels that print two reports into one another.',
    toDo: 'Compare the cited lines with the log where it was written. Where the zones are all there, they are believed rather than `pages RAM`; where the parts exceed RAM, `memory` is `null`.',
  },
  KILL_TOLD_ELSEWHERE: {
    means:
      'A program or a platform tells of a kill that nothing else in the bundle shows: that a process ended by SIGKILL, that memory killed in a job (Slurm, ECS), or that the platform ended it by a limit of its own (YARN, LSF, PBS, Heroku, Cloud Run). It is no incident.',
    usualCause: 'The log of the application or of the scheduler was given without the kernel log of the machine.',
    toDo: 'Get the kernel log of that machine from that time. What a platform ends by its own measure is not in it.',
  },
  REPORTS_SUPPRESSED: {
    means:
      'The kernel says that it left out OOM reports because there were too many; or a console, journald or rsyslog says near a kill that it lost lines of the log.',
    usualCause:
      "Kills in quick succession: of those that the kernel's rate limit hits, only the `Killed process` line is printed, without memory, tasks and cgroup. Or a logger that was itself starved.",
    toDo: 'Count kills by `Killed process` lines, and where the logger lost lines by the `oom_kill` counters of the cgroups. A kill without a line is then no contradiction.',
  },
}
