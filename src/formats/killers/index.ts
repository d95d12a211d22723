import type { Block, Message } from '../../model/reader.ts'
import { lmkd, lowmemorykiller } from './android.ts'
import { earlyoom } from './earlyoom.ts'
import { nohang } from './nohang.ts'
import { metaOomd } from './oomd.ts'
import { systemdOomd } from './systemd-oomd.ts'
import { systemdUnit } from './systemd-unit.ts'
import { talosOomController } from './talos.ts'

export const killerBlocks: readonly Block[] = [
  systemdOomd,
  earlyoom,
  nohang,
  metaOomd,
  lowmemorykiller,
  talosOomController,
]
export const killerMessages: readonly Message[] = [lmkd, systemdUnit]
