import { type Answer, answerOf } from './analyse.ts'
import { chosenFiles, type Dropped, droppedFiles } from './dropped-files.ts'

/** The script of the worker: build.mjs puts it in, because a page from disk may not load a worker from disk. */
declare const WORKER_SCRIPT: string

const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the page has no #${id}`)
  return element
}

/** The page stays responsive, whatever the size of the bundle. */
function inWorker(files: readonly Dropped[]): Promise<Answer> {
  const url = URL.createObjectURL(new Blob([WORKER_SCRIPT], { type: 'text/javascript' }))
  const worker = new Worker(url)
  return new Promise<Answer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(files)
  }).finally(() => {
    worker.terminate()
    URL.revokeObjectURL(url)
  })
}

async function show(asked: Promise<readonly Dropped[]> | readonly Dropped[]): Promise<void> {
  const headline = byId('headline')
  headline.textContent = 'Reading …'
  byId('report').textContent = ''
  try {
    const files = await asked
    const isWorker = (byId('worker') as HTMLInputElement).checked
    const answer = await (isWorker ? inWorker(files) : answerOf(files))
    headline.textContent = answer.headline
    byId('report').textContent = answer.text
  } catch (error) {
    headline.textContent = `Could not be read: ${error instanceof Error ? error.message : String(error)}`
  }
}

addEventListener('dragover', event => event.preventDefault())
addEventListener('drop', event => {
  event.preventDefault()
  if (event.dataTransfer) void show(droppedFiles(event.dataTransfer.items))
})
for (const id of ['file', 'folder']) {
  const input = byId(id) as HTMLInputElement
  input.addEventListener('change', () => {
    if (input.files) void show(chosenFiles(input.files))
  })
}
