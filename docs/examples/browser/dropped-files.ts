/** A file with its path below what was dropped or chosen. */
export interface Dropped {
  readonly path: string
  readonly file: File
}

declare global {
  interface DataTransferItem {
    /** Chromium has it; its older `webkitGetAsEntry` opens nothing in a page from disk. */
    getAsFileSystemHandle?(): Promise<FileSystemHandle | null>
  }
}

async function filesBelow(handle: FileSystemHandle, prefix = ''): Promise<readonly Dropped[]> {
  const path = prefix + handle.name
  if (handle.kind === 'file') return [{ path, file: await (handle as FileSystemFileHandle).getFile() }]
  const files: Dropped[] = []
  for await (const inner of (handle as FileSystemDirectoryHandle).values())
    files.push(...(await filesBelow(inner, `${path}/`)))
  return files
}

async function filesOf(item: DataTransferItem): Promise<readonly Dropped[]> {
  const handle = item.getAsFileSystemHandle?.()
  // Asked for at once, since the item is gone after the event.
  const file = item.getAsFile()
  const opened = await handle
  if (opened) return filesBelow(opened)
  return file ? [{ path: file.name, file }] : []
}

/** All files of a drop; those in folders too, where the browser tells. */
export const droppedFiles = async (items: DataTransferItemList): Promise<readonly Dropped[]> =>
  (await Promise.all([...items].map(filesOf))).flat()

/** Files of an `<input type="file">`, of a chosen folder with their paths in it. */
export const chosenFiles = (files: FileList): readonly Dropped[] =>
  [...files].map(file => ({ path: file.webkitRelativePath || file.name, file }))
