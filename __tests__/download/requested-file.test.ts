// From the URL in an `-x` line to the file of the module cache.

import { expect, test } from '@jest/globals'
import { proxyBases, requestedFile } from '../../src/download/requested-file.ts'

test('the places of the proxies in a list', () => {
  const list = 'https://user:pw@a.example/goproxy/,b.example|http://127.0.0.1:8080,file:///c,direct'
  expect(proxyBases(list)).toEqual(['a.example/goproxy/', 'b.example/', '127.0.0.1:8080/'])
})

const bases = proxyBases('https://p.example,https://p.example/sub|https://user:pw@q.example/goproxy/')
const azure = { path: 'github.com/Azure/x', version: 'v1.0.0-RC1', kind: 'zip' }
test.each([
  ['https://p.example/github.com/%21azure/x/@v/v1.0.0-%21r%21c1.zip', azure],
  ['https://p.example/sub/github.com/%21azure/x/@v/v1.0.0-%21r%21c1.zip', azure],
  ['https://user:xxxxx@q.example/goproxy/github.com/%21azure/x/@v/v1.0.0-%21r%21c1.zip', azure],
  [
    'https://p.example/example.com/a/@v/v1.0.0.mod',
    { path: 'example.com/a', version: 'v1.0.0', kind: 'mod' },
  ],
  ['https://p.example/example.com/a/@v/list', null],
  ['https://p.example/sumdb/sum.golang.org/supported', null],
  ['https://p.example/%2e%2e/%2e%2e/etc/@v/v1.0.0.zip', null],
  ['https://p.example/example.com/a/@v/..%2f..%2fv1.0.0.zip', null],
  ['https://p.example/example.com/a/@v/v1.0.0%00.zip', null],
  ['https://p.example/example.com/%E0%A4%A/@v/v1.0.0.zip', null],
  ['https://elsewhere.example/example.com/a/@v/v1.0.0.zip', null],
  ['https://example.com/a?go-get=1', null],
  ['no URL', null],
])('%s', (url, expected) => {
  expect(requestedFile(url, bases)).toEqual(expected)
})
