// Attacks that still succeed, by the names of their tests. Whoever mends one takes its name away: its test fails until then.

export const unmended: readonly string[] = [
  // A target of a redirect, among those of redirects.test.ts.
  'http://user:pw@127.0.0.1:7777',
  'a slow 404 and a fast 403 change places: nobody behind their comma is asked, by go neither',
  'only in go.sum, by GOPRIVATE, but let through by GONOPROXY, A|B',
  ...[
    'QwErTyUiOpAsDfGh',
    'aBcDeFgHiJkLmNo7',
    'aBcD1234eFgH',
    'tok.a1B2c3D4e5F6g7H8',
    'a1B2c3D4e5F6g7H8=',
  ].map((token) => `${token} is hidden`),
  '1234567890123456 is hidden',
  'a7c of url, told in a text',
  ...['in a text', 'in a redirect', 'in an .info'].flatMap((where) => [
    `pw7 of netrc, told ${where}`,
    `k9#zq of netrc, told ${where}`,
  ]),
]
