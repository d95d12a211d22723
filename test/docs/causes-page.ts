import { rules } from '../../src/rules/index.ts'
import type { CauseText } from '../../src/rules/rule.ts'
import { unknownText } from '../../src/rules/unknown.ts'
import { criteriaOf } from '../../src/topics/causes.ts'

const HEAD = `# Rules

What oomlens can say about the cause of an incident. Each rule looks at one incident with everything that was joined to it, and says nothing unless its grounds are there. Several may hold. The most certain comes first; among equals the order is that of this page, which is the order to act in. ${rules
  .filter(({ isManner }) => isManner)
  .map(({ id }) => `\`${id}\``)
  .join(' and ')} explain how the kernel killed, not why memory ran out, and stand after the causes.

How sure a rule is:

- **certain**: the evidence shows it, and nothing else fits.
- **likely**: the evidence shows it, and something that is not in the bundle could still change it.
- **possible**: it fits the evidence, and so do other causes.

Each rule says below what makes it which. Lines of a log whose form cannot prove that the kernel wrote them make nothing certain: what would be is likely then, unless Kubernetes says \`OOMKilled\` for the same container. "The node ran out" includes the pool of all pods (\`/kubepods\`) where nothing else is said: the kernel calls a kill there a memory cgroup kill, but the node is what is full.

\`oomlens explain RULE\` prints the same. This page is made from the rules: \`npm run docs\`.
`

const section = (cause: CauseText): string => `
## ${cause.id}

**${cause.title}.** ${cause.explains}

*Grounds:* ${cause.grounds}

${criteriaOf(cause)
  .map(([confidence, text]) => `- **${confidence}**: ${text}`)
  .join('\n')}

*What to do:* ${cause.remedy}
`

/** docs/rules.md */
export const causesPage = (): string => HEAD + [...rules, unknownText].map(section).join('')
