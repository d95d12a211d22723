import { expect, test } from 'vitest'
import { podOf } from '../../src/layouts/pod-of.ts'

const UID = '6f1f0a5e-1b2c-4d3e-8f90-aabbccddeeff'
const ID = 'c0ffee00'.repeat(8)
const none = {
  namespace: null,
  pod: null,
  uid: null,
  container: null,
  containerId: null,
  restart: null,
  isPrevious: false,
}

test.each([
  [
    `var/log/pods/shop_cart-0_${UID}/app/3.log`,
    { namespace: 'shop', pod: 'cart-0', uid: UID, container: 'app', restart: 3 },
  ],
  [
    `worker/pods/shop_cart-0_${UID}/app/0.log`,
    { namespace: 'shop', pod: 'cart-0', uid: UID, container: 'app', restart: 0 },
  ],
  [
    `var/log/pods/shop_cart-0_${UID}/app/3.log.20260301-100000.gz`,
    { namespace: 'shop', pod: 'cart-0', uid: UID, container: 'app', restart: 3 },
  ],
  [
    `var/log/pods/kube-system_etcd-m1_${'ab12'.repeat(8)}/etcd/1.log`,
    { namespace: 'kube-system', pod: 'etcd-m1', uid: 'ab12'.repeat(8), container: 'etcd', restart: 1 },
  ],
  [
    `var/log/containers/cart-7f-x2_shop_app-${ID}.log`,
    { namespace: 'shop', pod: 'cart-7f-x2', container: 'app', containerId: ID },
  ],
  ['dump/shop/cart-0/logs.txt', { namespace: 'shop', pod: 'cart-0' }],
  [
    'mg/q-sha256/namespaces/shop/pods/cart-0/app/app/logs/previous.log',
    { namespace: 'shop', pod: 'cart-0', container: 'app', isPrevious: true },
  ],
  [
    'mg/q-sha256/namespaces/shop/pods/cart-0/app/app/logs/current.insecure.log',
    { namespace: 'shop', pod: 'cart-0', container: 'app' },
  ],
  [
    'sb/cluster-resources/pods/logs/shop/cart-0/app-previous.log',
    { namespace: 'shop', pod: 'cart-0', container: 'app', isPrevious: true },
  ],
  ['sb/cluster-resources/pods/logs/shop/cart-0/app.log', { namespace: 'shop', pod: 'cart-0', container: 'app' }],
])('%s', (path, pod) => {
  expect(podOf(path)).toEqual({ ...none, ...pod })
})

test.each(['logs.txt', 'shop/logs.txt', 'var/log/pods.log', 'var/log/containers/readme.log', 'pods/a_b_c/app/0.log'])(
  '%s is of no pod',
  path => {
    expect(podOf(path)).toBeNull()
  },
)
