import type { KillTold } from '../../model/node-log.ts'
import { SAYS } from './line-start.ts'

/** One way in which a program or a platform tells of a kill. */
export interface ToldLine {
  readonly by: string
  readonly reason: KillTold['reason']
  /** Literals, one of which every such line holds. */
  readonly cues: readonly string[]
  /** Groups: `what` is what ended, `pid` its process, `job` a job whose cgroup is named after it. */
  readonly words: RegExp
}

const line = (by: string, reason: KillTold['reason'], cue: string | readonly string[], words: RegExp): ToldLine => ({
  by,
  reason,
  cues: typeof cue === 'string' ? [cue] : cue,
  words,
})

/** The platform read the counter of kills of a cgroup, or was told of one: the kernel killed for lack of memory. */
const OF_MEMORY: readonly ToldLine[] = [
  // task/cgroup of slurmd; `oom-kill event(s)` until 21.08.
  line(
    'Slurm',
    'memory',
    [' oom-kill event', ' oom_kill event'],
    /Detected \d{1,9} oom[-_]kill events?(?:\(s\))? in (?<what>(?:StepId=|step )(?<job>\d{1,12})\.\w{1,20})/,
  ),
  line('Slurm', 'memory', ': Out Of Memory', /^srun: error: (?<what>\S{1,255}: tasks? \S{1,200}): Out Of Memory$/),
  line('ECS', 'memory', 'OutOfMemoryError: Container killed', /OutOfMemoryError: Container killed due to memory usage/),
  line('Cloud Foundry', 'memory', '(out of memory)', /Exited with status 137 \(out of memory\)/),
  line('Nomad', 'memory', 'OOM Killed', /Exit Message: "OOM Killed"/),
]

/** The platform measures memory itself, and ends what uses more than it may. */
const OF_LIMIT: readonly ToldLine[] = [
  line(
    'YARN',
    'own-limit',
    ['is running beyond', "B beyond the '"],
    /(?<what>Container \[pid=(?<pid>\d{1,10}),containerID=\w{1,80}\]) is running (?:\d{1,20}B )?beyond the '?(?:PHYSICAL|VIRTUAL)'? memory limit|(?<what2>Container \[pid=(?<pid2>\d{1,10}),containerID=\w{1,80}\]) is running beyond (?:physical|virtual) memory limits/,
  ),
  line(
    'YARN',
    'own-limit',
    'killed by YARN for exceeding',
    /Container killed by YARN for exceeding (?:\w{1,20} )?memory limits/,
  ),
  line(
    'Slurm',
    'own-limit',
    'exceeded memory limit',
    /(?<what>(?:Step|Job) ?(?:Id=)?\S{1,40}) exceeded memory limit \(\d{1,20} > \d{1,20}\), being killed/,
  ),
  line(
    'Slurm',
    'own-limit',
    ['Exceeded step memory limit', 'Exceeded job memory limit'],
    /Exceeded (?:step|job) memory limit/,
  ),
  line('LSF', 'own-limit', 'TERM_MEMLIMIT', /TERM_MEMLIMIT: job killed after reaching LSF memory usage limit/),
  line(
    'PBS',
    'own-limit',
    'PBS: job killed: ',
    /PBS: job killed: p?v?mem \d{1,20}[kmgt]?b exceeded limit \d{1,20}[kmgt]?b/,
  ),
  line('HTCondor', 'own-limit', 'Job has gone over', /Job has gone over (?:cgroup )?memory limit of \d{1,20}/),
  line('Heroku', 'own-limit', 'Error R15 ', /Error R15 \(Memory quota vastly exceeded\)/),
  line(
    'Cloud Run',
    'own-limit',
    'Memory limit of ',
    /Memory limit of \d{1,20} ?[MG]i?B? exceeded with \d{1,20} ?[MG]i?B? used/,
  ),
  line('AWS Lambda', 'own-limit', 'Runtime.OutOfMemory', /Error Type: Runtime\.OutOfMemory/),
]

/** A program saw another one end by SIGKILL, and knows no more. */
const OF_SIGNAL: readonly ToldLine[] = [
  line('Gunicorn', 'sigkill', 'was sent SIGKILL', /(?<what>Worker) \(pid:(?<pid>\d{1,10})\) was sent SIGKILL/),
  line(
    'The compiler',
    'sigkill',
    'Killed signal terminated program',
    /Killed signal terminated program (?<what>[\w+.-]{1,80})/,
  ),
  line(
    'The compiler',
    'sigkill',
    ['internal compiler error: Killed', 'with signal 9 [Killed]'],
    /internal compiler error: Killed|(?<what>\w{1,40}) terminated with signal 9 \[Killed\]/,
  ),
  line('cargo', 'sigkill', '(signal: 9, SIGKILL', /\(signal: 9, SIGKILL(?:: kill)?\)/),
  line('A Go program', 'sigkill', 'signal: killed', /(?<what>\S{1,200}): signal: killed$/),
  line('AWS Lambda', 'sigkill', 'Runtime.ExitError', /Runtime exited with error: signal: killed/),
  // What a shell prints of a job.
  line(
    'The shell',
    'sigkill',
    'Killed',
    new RegExp(
      `${SAYS}(?:\\S{1,200}: line \\d{1,9}: +(?<pid>\\d{1,10}) Killed(?: {2,}(?<what>\\S.{0,80}))?|(?:\\[\\d{1,5}\\][+-]? +(?:(?<pid2>\\d{1,10}) )?)?Killed(?: {3,}(?<what2>\\S.{0,80}))?)$`,
    ),
  ),
  line(
    'make',
    'sigkill',
    ['] Killed', '] Error 137'],
    /make(?:\[\d{1,4}\])?: \*\*\* \[(?<what>.{1,200})\] (?:Killed|Error 137)$/,
  ),
  line('time', 'sigkill', 'Command terminated by signal 9', /Command terminated by signal 9$/),
  line(
    'PostgreSQL',
    'sigkill',
    'was terminated by signal 9',
    /(?<what>[a-z][\w ":-]{1,80}) \(PID (?<pid>\d{1,10})\) was terminated by signal 9/,
  ),
  line('supervisord', 'sigkill', 'terminated by SIGKILL', /(?:^|exited: )(?<what>\S{1,200}) \(terminated by SIGKILL/),
  line('Celery', 'sigkill', 'exited prematurely: signal 9', /Worker exited prematurely: signal 9 \(SIGKILL\)/),
  line(
    'uWSGI',
    'sigkill',
    'killed by signal 9',
    /(?<what>(?:mule|worker) \d{1,9}) \(pid: (?<pid>\d{1,10})\) died, killed by signal 9/,
  ),
  line(
    'pm2',
    'sigkill',
    'via signal [SIGKILL]',
    /App \[(?<what>.{1,80})\] exited with code \[\d{1,3}\] via signal \[SIGKILL\]/,
  ),
  line(
    'The master process',
    'sigkill',
    'exited on signal 9',
    /(?<what>child|\w{1,20} process) (?<pid>\d{1,10}) exited on signal 9/,
  ),
  line(
    'PyTorch',
    'sigkill',
    ['is killed by signal: Killed', 'Signal 9 (SIGKILL) received'],
    /DataLoader worker \(pid\(?s?\)? ?(?<pid>\d{1,10})\)? is killed by signal: Killed|Signal 9 \(SIGKILL\) received by PID (?<pid2>\d{1,10})/,
  ),
  line(
    'A runner',
    'sigkill',
    'exit code 137',
    /(?:Process completed with|Job failed:|script returned|command terminated with) exit code 137\b/,
  ),
]

export const TOLD_LINES: readonly ToldLine[] = [...OF_MEMORY, ...OF_LIMIT, ...OF_SIGNAL]
