import { FLEET_TEXTS } from './fleet-texts.ts'
import type { HelpText } from './help-text.ts'

const TIME =
  'TIME is ISO 8601 (2026-03-01T14:30:00Z) or a date, which is its first moment. Without a zone it is read in --timezone.'
const DONE = ['0', 'done'] as const
const WRONG = ['2', 'wrong usage'] as const

/** Below the help of each command, by its name; `''` is `oomlens --help`. The man page and docs/commands.md have the same. */
export const HELP: Readonly<Record<string, HelpText>> = {
  '': {
    examples: [
      { command: 'oomlens analyze dmesg.txt', does: 'what one kernel log tells' },
      { command: 'oomlens analyze bundle.tar.gz', does: 'a whole bundle: kernel logs, kubectl output' },
      { command: 'journalctl -k -o short-iso | oomlens analyze -', does: 'straight from a node' },
      { command: 'oomlens view bundle.tar.gz', does: 'step through its timeline on the terminal' },
      { command: 'oomlens analyze bundle.tar.gz -o report.html', does: 'one page for a browser, to show and to send' },
      { command: 'oomlens collect > collect.sh', does: 'a script that gathers such a bundle' },
      { command: 'oomlens explain oom_score_adj', does: 'what a word in a log or in the report means' },
      { command: 'oomlens fleet bundles/ -o out', does: 'every bundle of a directory, one record each' },
    ],
    notes: ['Each command has examples of its own: oomlens analyze --help.'],
    exits: [],
  },
  analyze: {
    examples: [
      { command: 'oomlens analyze bundle.tar.gz', does: 'the report as text' },
      { command: 'oomlens analyze node/ pods.yaml --exit-code', does: 'two paths, one case; status 1 after a kill' },
      { command: 'journalctl -k -o short-iso | oomlens analyze -', does: 'from standard input' },
      { command: 'oomlens analyze bundle.tar.gz -o report.html', does: 'a page for a browser' },
      { command: 'oomlens analyze bundle.tar.gz --redact -o report.md', does: 'for a ticket that others read' },
      { command: 'oomlens analyze syslog --timezone Europe/Berlin', does: 'a log that prints no zone' },
    ],
    notes: [TIME],
    exits: [
      ['0', 'analysed, whatever was found'],
      ['1', 'with --exit-code only: memory killed something, or the machine'],
      ['2', 'wrong usage, or nothing readable'],
    ],
  },
  view: {
    examples: [
      { command: 'oomlens view bundle.tar.gz', does: 'step through a case' },
      { command: 'oomlens view node/ pods.yaml --node worker-3', does: 'only what is of one node' },
      { command: 'journalctl -k -o short-iso | oomlens view -', does: 'from standard input' },
      { command: 'oomlens view report.json bundle.tar.gz', does: 'a saved report, with its files at hand' },
    ],
    notes: [
      'Keys are as in less, vim and lnav: j k, n for the next incident, Enter for the lines that prove it, / to search, f to filter, ? for all of them, q to leave.',
      'From standard input it reads a case as well (-), with the keys from the terminal. Without a terminal the report is printed as text. INK_SCREEN_READER=true gives sentences instead of panes.',
      TIME,
    ],
    exits: [
      ['0', 'shown'],
      ['2', 'wrong usage, or nothing readable'],
    ],
  },
  explain: {
    examples: [
      { command: 'oomlens explain container-limit', does: 'a cause: its grounds, and what makes it how sure' },
      { command: 'oomlens explain exit 137', does: 'a word of the kernel or of Kubernetes' },
      { command: 'oomlens explain ZONE_ASSUMED', does: 'a problem code of the report' },
      { command: 'oomlens explain incidents.selection', does: 'a field of the report' },
      { command: 'oomlens explain', does: 'all that can be explained' },
    ],
    notes: ['Upper and lower case, spaces, dots and dashes do not matter.'],
    exits: [
      ['0', 'explained'],
      ['2', 'nothing is known of it; what was perhaps meant is named'],
    ],
  },
  ...FLEET_TEXTS,
  collect: {
    examples: [
      { command: 'oomlens collect > collect.sh', does: 'print the script into a file, and read it' },
      { command: 'sudo sh collect.sh', does: 'run it on the node: it prints the name of the archive' },
      { command: 'sh collect.sh -s 0 -n shop', does: 'no samples of pressure; of the cluster only one namespace' },
      { command: 'oomlens collect | ssh root@worker-3 sh -s -- -s 600', does: 'on a node, sampling for ten minutes' },
    ],
    notes: [
      'The script needs a POSIX shell and nothing else, only reads, and masks the values of environment variables. It takes what it can: the kernel log and memory files of the node where it runs, pods, nodes and events where kubectl reaches a cluster.',
    ],
    exits: [DONE, WRONG],
  },
  formats: {
    examples: [
      { command: 'oomlens formats', does: 'all inputs, layouts of bundles, and outputs' },
      { command: 'oomlens formats | grep -i journal', does: 'whether a log is read' },
      { command: "oomlens formats | sed -n '/^Writes/,$p'", does: 'what --format takes' },
    ],
    notes: ['Formats are told by content, not by the names of files.'],
    exits: [DONE, WRONG],
  },
  completion: {
    examples: [
      { command: 'source <(oomlens completion bash)', does: 'this bash; in ~/.bashrc every bash' },
      {
        command: 'oomlens completion bash > ~/.local/share/bash-completion/completions/oomlens',
        does: 'every bash that loads bash-completion, without a start of oomlens',
      },
      { command: 'source <(oomlens completion zsh)', does: 'this zsh, after compinit' },
      {
        command: 'oomlens completion zsh > ~/.zfunc/_oomlens',
        does: 'every zsh, with fpath+=~/.zfunc before compinit',
      },
      {
        command: 'oomlens completion fish > ~/.config/fish/completions/oomlens.fish',
        does: 'every fish',
      },
    ],
    notes: [
      'Completes commands, options, their values, topics of explain, and paths. The script holds all of it: nothing is started while you type. Print it again after an update.',
    ],
    exits: [DONE, WRONG],
  },
  help: {
    examples: [
      { command: 'oomlens help', does: 'all commands' },
      { command: 'oomlens help analyze', does: 'the same as oomlens analyze --help' },
      { command: 'oomlens help fleet merge', does: 'of a command within a command' },
    ],
    notes: [],
    exits: [DONE, ['2', 'there is no such command; what was perhaps meant is named']],
  },
}
