import type { ProblemTexts } from './problem-text.ts'

/** Problems with files and archives. */
export const sourceProblems: ProblemTexts<'ARCHIVE' | 'SOURCE'> = {
  ARCHIVE_DAMAGED: {
    means:
      'An archive is cut short, or bytes in it do not fit its checksum or its headers. What came before the damage is used; bzip2 loses the whole block that is damaged (900 kB), and of a zip the other members are used as well.',
    usualCause: 'A transfer that was interrupted, a full disk, a collector that was killed.',
    toDo: 'Copy it again from where it was made. Until then, silence in a file that was cut proves nothing.',
  },
  ARCHIVE_LIMIT: {
    means:
      'An archive unfolds to more than it may: too many bytes, too many members, too many archives in one another, or bytes that look like a bomb. Reading stopped there; of members that are too many it says how many were left out. Or it is a zip too large to be held in memory (1 GiB): the members at its beginning were read.',
    usualCause: 'A very large bundle, or a hostile one.',
    toDo: 'If you trust it, allow more with `--limit`, as the problem says, or unpack it yourself and give the directory. In a program, pass other `limits` to `openBundle`.',
  },
  ARCHIVE_MEMBER_SKIPPED: {
    means: 'A link, a device, a pipe or a socket was left out. A directory can have them as well.',
    usualCause:
      'Bundles of `/var/log/pods` and of `/proc` are full of links. Links to what is in the bundle are no loss.',
    toDo: 'Where the target of a link matters, give it as one more PATH.',
  },
  SOURCE_UNREADABLE: {
    means: 'A file could not be opened or read to its end, or it is an archive of a kind that oomlens does not open.',
    usualCause:
      'Permissions, a disk error, 7-Zip, RAR, lz4; a zip with a password; zstd with a dictionary or with a window of more than 128 MiB (`--long=28` and up); xz with a dictionary of more than 64 MiB, with SHA-256, or with a filter for programs.',
    toDo: 'What the problem says: read it as a user who may, or unpack it first.',
  },
  SOURCE_CHANGED: {
    means:
      'A file was written to, replaced or removed between the moment when it was found and the end of its reading. It was read as far as it was there; the problem says how far. Where lines were only added at its end, all before them were read.',
    usualCause:
      'A directory of a running system, such as `/var/log`: log rotation, a collector that has not finished, a disk that is still being copied to.',
    toDo: 'Copy the directory and analyze the copy, or analyze it again. Until then, silence in such a file proves nothing.',
  },
  SOURCE_EMPTY: {
    means: 'A file has no bytes.',
    usualCause: 'The command that should have filled it failed; its error went elsewhere.',
    toDo: 'Collect it again, and look at what the command says.',
  },
  SOURCE_BINARY: {
    means: 'A file is no text. It was not read as a log.',
    usualCause: 'Pictures, programs, network captures, tables of logins (`wtmp`).',
    toDo: 'Nothing.',
  },
  SOURCE_NEEDS_EXPORT: {
    means:
      'A file holds what is wanted, or may hold it, in a form that only its own tool turns into text. It was not read.',
    usualCause:
      'A journal (`/var/log/journal/*/*.journal`), data of sysstat (`/var/log/sysstat/sa??`), a `vmcore` of kdump; a support bundle of Talos 1.14 or later, which is encrypted unless it was told not to be.',
    toDo: 'Run the command that the problem names, and give its output: `journalctl --file FILE -o short-iso-precise` or `-o export`, `sar -A -f FILE` or `sadf -d FILE -- -A`, `makedumpfile --dump-dmesg FILE dmesg.txt`, `age -d -i KEY FILE`.',
  },
  SOURCE_NOT_RECOGNISED: {
    means:
      'A file is text in none of the formats that oomlens reads, or holds only what a command said that failed. It was searched for lines of the kernel all the same. Of one folder more than five such files are told together.',
    usualCause: 'Notes, configuration, logs of applications.',
    toDo: 'Nothing, if it is no log of the kernel and no output of kubectl. `oomlens formats` lists what is read.',
  },
}
