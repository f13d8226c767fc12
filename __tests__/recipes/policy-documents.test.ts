// The documents of docs/recipes.md for a bucket, against AWS's grammar and by a small evaluation: no server at hand knows their conditions.
// Maps to docs/recipes.md.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

import { expect, test } from '@jest/globals'
import { codeOf, onlyCodeOf } from '../helpers/recipes.ts'

interface Statement {
  readonly Effect: string
  readonly Principal?: unknown
  readonly Action: string | readonly string[]
  readonly Resource?: string
  /** All but this. */
  readonly NotResource?: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** On which kind of resource an action works, and the keys that a condition on it may name. */
const actions: Readonly<
  Record<string, { readonly on: 'object' | 'bucket' | 'role'; readonly keys: readonly string[] }>
> = {
  's3:GetObject': { on: 'object', keys: [] },
  's3:PutObject': { on: 'object', keys: ['s3:if-none-match', 's3:if-match', 's3:ObjectCreationOperation'] },
  's3:ListBucket': { on: 'bucket', keys: ['s3:prefix', 's3:delimiter', 's3:max-keys'] },
  'sts:AssumeRoleWithWebIdentity': {
    on: 'role',
    keys: ['token.actions.githubusercontent.com:aud', 'token.actions.githubusercontent.com:sub'],
  },
}
const shapes = { object: /^arn:aws:s3:::[a-z0-9.-]+\/./, bucket: /^arn:aws:s3:::[a-z0-9.-]+$/, role: /^$/ }
const operators = ['Null', 'Bool', 'StringEquals', 'StringLike']
const elements = ['Effect', 'Principal', 'Action', 'Resource', 'NotResource', 'Condition']

/** What AWS would object to. */
function objections(document: string): readonly string[] {
  const { Version, Statement, ...rest } = JSON.parse(document)
  const statements: readonly Statement[] = Statement
  return [
    ...(Version === '2012-10-17' ? [] : [`Version is ${Version}`]),
    ...Object.keys(rest),
    ...statements.flatMap((statement) => [
      ...Object.keys(statement).filter((element) => !elements.includes(element)),
      ...(/^(?:Allow|Deny)$/.test(statement.Effect) ? [] : [`Effect is ${statement.Effect}`]),
      ...[statement.Action].flat().flatMap((action) => objectionsTo(action, statement)),
    ]),
  ]
}

function objectionsTo(action: string, { Condition = {}, ...statement }: Statement): readonly string[] {
  const { Resource: resource = statement.NotResource ?? '' } = statement
  const known = actions[action]
  if (known === undefined) return [`no action is called ${action}`]
  const keys = Object.values(Condition).flatMap((tests) => Object.keys(tests))
  return [
    ...(shapes[known.on].test(resource) ? [] : [`${action} does not work on ${resource}`]),
    ...Object.keys(Condition).filter((operator) => !operators.includes(operator)),
    ...keys.filter((key) => !known.keys.includes(key)),
  ]
}

const [writer = '', trust = '', writeOnce = '', lifecycle = ''] = codeOf("The bucket's rights", 'json')
const everybody = onlyCodeOf('Forks and laptops: a bucket that everybody may read', 'json')

test.each([
  ['the writer', writer],
  ['whom it trusts', trust],
  ['write-once', writeOnce],
  ['everybody', everybody],
])('%s: AWS knows every action, key and operator, and each fits the others', (_, document) => {
  expect(objections(document)).toEqual([])
})

test.each([
  ['an unknown action', { 's3:PutObject': 's3:WriteObject' }, /no action is called s3:WriteObject/],
  ['an object action on a bucket', { '/v1/.history/*': '' }, /s3:PutObject does not work on/],
  ['an unknown key', { 's3:if-none-match': 's3:ifnonematch' }, /^s3:ifnonematch$/],
  ['an unknown operator', { '"Null"': '"IsNull"' }, /^IsNull$/],
])('the check sees %s', (_, changes, objection) => {
  const changed = Object.entries(changes).reduce((text, [from, to]) => text.replaceAll(from, to), writeOnce)
  expect(objections(changed).join('\n')).toMatch(objection)
})

/** Is a request for the object denied? `keys`: what S3 knows of it. */
function isDenied(keys: Readonly<Record<string, string>>, object: string): boolean {
  const statements: readonly Statement[] = JSON.parse(writeOnce).Statement
  return statements.some(({ Effect, NotResource = '', Condition = {} }) => {
    if (`arn:aws:s3:::acme-go-modules/${object}`.startsWith(NotResource.replace(/\*$/, ''))) return false
    const tests = Object.entries(Condition).flatMap(([operator, each]) =>
      Object.entries(each).map(([key, wanted]) =>
        operator === 'Null' ? String(keys[key] === undefined) === wanted : keys[key] === wanted,
      ),
    )
    return Effect === 'Deny' && tests.every(Boolean)
  })
}

const creates = { 's3:ObjectCreationOperation': 'true' }

const zip = 'v1/example.com/a/@v/v1.0.0.zip'

test.each<[string, Readonly<Record<string, string>>, string, boolean]>([
  ['a write of this step', { ...creates, 's3:if-none-match': '*' }, zip, false],
  ['a write over an object', creates, zip, true],
  ['a history in the place of another one', creates, 'v1/.history/0123.json', false],
  ['a write over one that is known', { ...creates, 's3:if-match': '"etag"' }, zip, true],
  [
    'a part of a large upload, which creates nothing yet',
    { 's3:ObjectCreationOperation': 'false' },
    zip,
    false,
  ],
])('write-once: %s', (_, keys, object, denied) => {
  expect(isDenied(keys, object)).toBe(denied)
})

test('the lifecycle rule has the shape that put-bucket-lifecycle-configuration takes', () => {
  expect(JSON.parse(lifecycle)).toEqual({
    Rules: [
      {
        ID: expect.any(String),
        Status: 'Enabled',
        Filter: { Prefix: 'v1/' },
        Expiration: { Days: expect.any(Number) },
      },
    ],
  })
})
