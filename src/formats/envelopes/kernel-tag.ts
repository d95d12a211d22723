import type { Envelope } from '../../model/reader.ts'

const TAG = 'kernel: '

/** `kernel: …`: what is left of a syslog line whose date and host were cut off. Anyone may have written the word. */
export const kernelTag: Envelope = {
  id: 'kernel-tag',
  first: /k/,
  open(body) {
    if (body.envelopes.length > 0 || !body.text.startsWith(TAG)) return null
    return { ...body, text: body.text.slice(TAG.length), ident: 'kernel' }
  },
}
