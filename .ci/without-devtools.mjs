/**
 * Leaves ink's door to the React developer tools out of the bundle. Where `DEV=true` is in the environment, ink loads a
 * package that it happens to find and opens a socket to port 8097: neither belongs into a tool that promises no network.
 */
export const withoutDevtools = {
  name: 'without-devtools',
  setup(build) {
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: '', loader: 'js' }))
  },
}
