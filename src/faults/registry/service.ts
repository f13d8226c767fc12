// Faults of a server: its failures, its limits, the checksum database.

import type { FaultKinds } from './kind.ts'

export const serviceFaults = {
  'server-error/upstream': {
    meaning: 'The proxy could not reach the origin of the module: its trouble, told in a 404.',
    transient: true,
    also: ['not-found'],
    otherProxyHelps: true,
    remedy: 'upstream',
  },
  'server-error/wrong-content': {
    meaning: 'A server answered 200 with something else: a login page, another version, no go.mod.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'wrong-content',
  },
  'server-error/damaged-content': {
    meaning:
      'A server answered by success, but with a damaged file or none: a broken zip, JSON that ends too early, status 204.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'damaged-content',
  },
  'server-error/archive': {
    meaning: 'A zip is damaged; go did not say of which module.',
    transient: true,
    also: ['cache-corrupt'],
    otherProxyHelps: true,
    remedy: 'damaged-content',
  },
  'server-error/odd-status': {
    meaning: 'A status that no module proxy gives: probably another kind of server.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'wrong-content',
  },
  'server-error/try-again': {
    meaning: 'The server wants the same request once more (408, 425).',
    transient: true,
    otherProxyHelps: true,
    remedy: 'server',
  },
  'server-error/not-supported': {
    meaning: 'The server can not do what was asked of it (501, 505): probably no module proxy.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'wrong-content',
  },
  'server-error/network-login': {
    meaning: 'Something in the network wants a login before it lets a request through (511).',
    transient: false,
    remedy: [
      'Log this machine in to its network, or have the host allowed there: what answered is no module proxy.',
    ],
  },
  'server-error/http-500': {
    meaning: 'The server failed (500).',
    transient: true,
    otherProxyHelps: true,
    remedy: 'server',
  },
  'server-error/http-502': {
    meaning: 'A gateway got no good answer from the server behind it (502).',
    transient: true,
    otherProxyHelps: true,
    remedy: 'server',
  },
  'server-error/http-503': {
    meaning: 'The server is not available (503).',
    transient: true,
    otherProxyHelps: true,
    remedy: 'server',
  },
  'server-error/http-504': {
    meaning: 'A gateway waited too long for the server behind it (504).',
    transient: true,
    also: ['timeout'],
    otherProxyHelps: true,
    remedy: 'server',
  },
  'server-error/http-5xx': {
    meaning: 'The server failed.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'server',
  },
  'server-error/git-host': {
    meaning: 'The code host failed while git was talking to it.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'server',
  },
  'server-error/redirect': {
    meaning:
      'The server redirects in a way that is not followed: in a circle, to nowhere, or into a private network.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'redirect',
  },
  'server-error/too-large': {
    meaning: 'The answer is larger than a module can be.',
    transient: false,
    otherProxyHelps: true,
    remedy: 'wrong-content',
  },
  'rate-limited/http-429': {
    meaning: 'The server asks to send fewer requests (429).',
    transient: true,
    otherProxyHelps: true,
    remedy: 'rate-limit',
  },
  'rate-limited/response': {
    meaning: "The server's text tells of a rate limit, whatever its status.",
    transient: true,
    otherProxyHelps: true,
    remedy: 'rate-limit',
  },
  'sumdb/incomplete-relay': {
    meaning: 'What relays the checksum database does not have all of its record: it is stale or incomplete.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'sumdb',
  },
  'sumdb/bad-answer': {
    meaning: 'The checksum database, or a relay in front of it, sent something that is no record.',
    transient: true,
    otherProxyHelps: true,
    remedy: 'sumdb',
  },
  'sumdb/unreachable': {
    meaning: 'The checksum database could not be reached.',
    transient: true,
    remedy: 'sumdb',
  },
  'sumdb/server-error': {
    meaning: 'The checksum database, or a relay in front of it, failed or asked for patience.',
    transient: true,
    remedy: 'sumdb',
  },
  'sumdb/refused': {
    meaning: 'Something in front of the checksum database refused the request.',
    transient: false,
    remedy: 'sumdb',
  },
  'sumdb/not-recorded': {
    meaning:
      'The checksum database has no record of this version: it is private, minutes old, or does not exist.',
    transient: false,
    remedy: 'sumdb-private',
  },
} as const satisfies FaultKinds<'server-error' | 'rate-limited' | 'sumdb'>
