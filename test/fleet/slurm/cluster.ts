import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

const NODES = ['n0', 'n1']
const FIRST_PORT = 17_201
const CONTROLLER_PORT = 17_200

const configuration = (folder: string, host: string): string =>
  [
    'ClusterName=fleet',
    `SlurmctldHost=${host}(127.0.0.1)`,
    'SlurmUser=root',
    'AuthType=auth/munge',
    `AuthInfo=socket=${folder}/munge.sock`,
    'CredType=cred/munge',
    `SlurmctldPort=${CONTROLLER_PORT}`,
    `SlurmctldPidFile=${folder}/slurmctld.pid`,
    `SlurmdPidFile=${folder}/slurmd-%n.pid`,
    `SlurmdSpoolDir=${folder}/spool-%n`,
    `StateSaveLocation=${folder}/state`,
    // Neither cgroups nor the memory of the machine are asked for: these are daemons of a test.
    'ProctrackType=proctrack/pgid',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_Core',
    'SlurmdParameters=config_overrides',
    'ReturnToService=2',
    'MpiDefault=none',
    'JobRequeue=1',
    'KillWait=5',
    ...NODES.map(
      (node, at) =>
        `NodeName=${node} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${FIRST_PORT + at} CPUs=1 RealMemory=8000`,
    ),
    'PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
    '',
  ].join('\n')

export interface Cluster {
  /** Runs a command of Slurm and gives what it prints. */
  ask(command: string, ...args: readonly string[]): string
  close(): Promise<void>
}

/** A controller and two node daemons on this machine, from Debian's packages; every process of it is a child of this one. */
export async function openCluster(folder: string): Promise<Cluster> {
  for (const name of ['state', ...NODES.map(node => `spool-${node}`)])
    mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'munge.key'), randomBytes(1024), { mode: 0o400 })
  writeFileSync(join(folder, 'slurm.conf'), configuration(folder, hostname().split('.')[0] ?? 'localhost'))
  const env = { ...process.env, SLURM_CONF: join(folder, 'slurm.conf') }
  const children: ChildProcess[] = []
  const begin = (name: string, command: string, ...args: readonly string[]): void => {
    const log = openSync(join(folder, `${name}.log`), 'a')
    children.push(spawn(command, args, { env, stdio: ['ignore', log, log] }))
  }
  const ask = (command: string, ...args: readonly string[]): string =>
    execFileSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

  begin(
    'munged',
    '/usr/sbin/munged',
    '--foreground',
    '--force',
    ...['key-file=munge.key', 'socket=munge.sock', 'pid-file=munged.pid', 'seed-file=munged.seed'].map(
      option => `--${option.replace('=', `=${folder}/`)}`,
    ),
  )
  await sleep(1000)
  begin('slurmctld', '/usr/sbin/slurmctld', '-D', '-c')
  await sleep(2000)
  for (const node of NODES) begin(`slurmd-${node}`, '/usr/sbin/slurmd', '-D', '-N', node)

  async function close(): Promise<void> {
    for (const child of children.toReversed()) {
      const ended = new Promise(resolve => child.once('exit', resolve))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await ended
      }
    }
  }
  for (let tries = 0; tries < 30; tries++) {
    await sleep(1000)
    try {
      if (ask('sinfo', '--noheader', '-o', '%D %t').trim() === `${NODES.length} idle`) return { ask, close }
    } catch {
      // Not up yet.
    }
  }
  const logs = ['munged', 'slurmctld', ...NODES.map(node => `slurmd-${node}`)].map(name =>
    readFileSync(join(folder, `${name}.log`), 'utf8'),
  )
  await close()
  throw new Error(`the nodes did not come up:\n${logs.join('\n')}`)
}
