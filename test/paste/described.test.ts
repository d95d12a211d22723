import { describe, expect, it } from 'vitest'
import { behind, killsOf } from './kills.ts'

const STATE = `    Last State:     Terminated
      Reason:       OOMKilled
      Exit Code:    137
      Started:      Mon, 23 Nov 2026 16:00:50 +0000
      Finished:     Mon, 23 Nov 2026 16:02:30 +0000`
const AFTER = `    Ready:          True
    Restart Count:  5
    Limits:
      memory:  256Mi
    Requests:
      memory:  128Mi`
const CONTAINER = `  api:
    Container ID:   containerd://${'ab'.repeat(32)}
    Image:          registry.example.com/api:1
    State:          Running
      Started:      Mon, 23 Nov 2026 16:02:40 +0000
${STATE}
${AFTER}`
const NAMELESS = 'unknown -:-'

describe('a piece of kubectl describe pod', () => {
  it.each([
    ['the state alone', STATE, [NAMELESS]],
    ['the state at the first column', STATE.replaceAll(/^ {4}/gm, ''), [NAMELESS]],
    ['the state without the indentation of its first line', STATE.trimStart(), [NAMELESS]],
    ['the state flattened', STATE.replaceAll(/^ +/gm, ''), [NAMELESS]],
    ['a list of Markdown', STATE.replaceAll(/^ +/gm, '* ').replaceAll(/: +/g, ': '), [NAMELESS]],
    ['bold keys', STATE.replaceAll(/^ +(.*?): +/gm, '**$1:** '), [NAMELESS]],
    [
      'two pieces, each without its first indentation',
      `State:          Running\n      Started:      Mon, 23 Nov 2026 16:02:40 +0000\n${STATE.trimStart()}`,
      [NAMELESS],
    ],
    ['tabs for blanks', STATE.replaceAll('    ', '\t'), [NAMELESS]],
    ['one blank behind colons', STATE.replaceAll(/: +/g, ': '), [NAMELESS]],
    ['no-break spaces', STATE.replaceAll(' ', '\u00a0'), [NAMELESS]],
    ['Windows line ends', STATE.replaceAll('\n', '\r\n'), [NAMELESS]],
    ['quoted', behind('> ', STATE), [NAMELESS]],
    ['quoted twice', behind('>> ', STATE), [NAMELESS]],
    ['in a fence of a list', `- it dies:\n\n  \`\`\`\n${behind('  ', STATE)}\n  \`\`\`\n`, [NAMELESS]],
    ['below a sentence', `We see this since Monday:\n\n${STATE}\n\nAny idea why?\n`, [NAMELESS]],
    ['with its container', CONTAINER, ['unknown -:api']],
    ['with its section', `Init Containers:\n${CONTAINER}`, ['unknown -:api']],
    ['with an elided beginning', `...\n  api:\n${STATE}\n...`, ['unknown -:api']],
    ['a line left out', STATE.replace('      Exit Code', '      ...\n      Exit Code'), [NAMELESS]],
    ['grep -A1', '    Last State:     Terminated\n      Reason:       OOMKilled', [NAMELESS]],
    ['grep of the reason', '      Reason:       OOMKilled', [NAMELESS]],
    [
      'grep with numbers',
      '42:    Last State:     Terminated\n43-      Reason:       OOMKilled\n44-      Exit Code:    137',
      [NAMELESS],
    ],
    ['grep in files', behind('pods.txt-', STATE), [NAMELESS]],
    [
      'the command above',
      `$ kubectl describe pod -n shop api-7d4b9c6f5-x2x9k\n${STATE}`,
      ['unknown shop/api-7d4b9c6f5-x2x9k:-'],
    ],
    ['k and a slash', `k describe po/api-0 --namespace=shop | tail -40\n${STATE}`, ['unknown shop/api-0:-']],
    ['oc with a prompt', `[core@m1 ~]$ oc describe pod api-0\n${CONTAINER}`, ['unknown /api-0:api']],
    ['a placeholder in the command', `$ kubectl describe pod <pod> -n <ns>\n${STATE}`, [NAMELESS]],
    ['a variable in the command', `$ kubectl describe pod $POD\n${STATE}`, [NAMELESS]],
    ['a name of crosses', `$ kubectl describe pod xxxxx\n${STATE}`, [NAMELESS]],
    ['the code cut away', '    State:          Terminated\n      Reason:       OOMKilled', [NAMELESS]],
    ['exit code 0', STATE.replace('137', '0'), [NAMELESS]],
    ['exit code 143', STATE.replace('137', '143'), [NAMELESS]],
    ['137 with Error', STATE.replace('OOMKilled', 'Error'), ['sigkill -:-']],
    ['StartError', STATE.replace('OOMKilled', 'StartError').replace('137', '128'), []],
    ['143 with Error', STATE.replace('OOMKilled', 'Error').replace('137', '143'), []],
    ['Completed', STATE.replace('OOMKilled', 'Completed').replace('137', '0'), []],
    ['CrashLoopBackOff alone', '    State:          Waiting\n      Reason:       CrashLoopBackOff', []],
    [
      'an evicted pod',
      'Status:         Failed\nReason:         Evicted\nMessage:        The node was low on resource: memory. ',
      ['eviction -:-'],
    ],
    [
      'a rejected pod',
      "Status:         Failed\nReason:         OutOfmemory\nMessage:        Node didn't have enough resource: memory",
      [],
    ],
    ['limits only', AFTER, []],
  ])('%s', async (_name, text, expected) => {
    expect(await killsOf(text)).toEqual(expected)
  })

  it('tells two containers from one that is shown twice', async () => {
    const other = STATE.replaceAll('16:0', '17:0')
    expect(await killsOf(`${STATE}\n--\n${other}`)).toEqual([NAMELESS, NAMELESS])
    expect(await killsOf(`${CONTAINER}\n\nas I said:\n\n${STATE}`)).toHaveLength(1)
  })

  it('reads whole descriptions below sentences, with citations of the text as it is', async () => {
    const pod = `Name:         api-0\nNamespace:    shop\nNode:         n1/10.0.0.1\nStatus:       Running\nContainers:\n${CONTAINER}\nQoS Class:  Burstable`
    const sentences = 'one\ntwo\nthree\nfour\nfive\nsix\nseven\n'
    expect(await killsOf(`${sentences}${behind('> ', pod)}`)).toEqual(['unknown shop/api-0:api'])
  })
})

describe('text of others in a piece of a description', () => {
  const lie = STATE.replaceAll('2026', '2024')
  const honest = STATE.replace('OOMKilled', 'Error\n      Message:      panic').replace('137', '1')
  const end = honest.slice(honest.indexOf('      Exit Code'))
  const tail = `    Ready:          False\n    Restart Count:  6`
  it.each([
    ['a message', `${honest.slice(0, honest.indexOf('\n      Exit Code'))}\n${lie}\n${end}\n${tail}`],
    ['a message whose head is cut', `      Reason:       Error\n      Message:      panic\n${lie}\n${end}\n${tail}`],
    ['a message that is cut to its lie', `${lie}\ngoroutine 1 [running]:\n${end}\n${tail}`],
    ['arguments', `    Args:\n      -c\n${behind('  ', lie)}\n    State:          Running`],
    [
      'an annotation',
      `Annotations:      example.org/a: b\n                  example.org/state:\n${behind('                ', lie)}`,
    ],
    ['a variable', `    Environment:\n      NOTE:  a\n${behind('         ', lie)}`],
    [
      'an end that claims to close the message',
      `    State:          Terminated\n      Reason:       Error\n      Message:      x\n${end}\n${tail}\n  fake:\n    Image:  x\n${lie}\n${end}\n${tail}`,
    ],
  ])('is no state: %s', async (_name, text) => {
    const kills = await killsOf(text)
    expect(kills.filter(kill => !kill.startsWith('sigkill'))).toEqual([])
  })
})
