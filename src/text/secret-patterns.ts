// What a credential looks like, where its value isn't known: URLs, headers, netrc, tokens, signed URLs.

import { isSecretName } from './secret-values.ts'

type Pattern = (text: string) => string

/** Applied in this order; each is linear in the text. */
export function secretPatterns(mask: string): readonly Pattern[] {
  return [
    // A private key, when the text holds all of it.
    (text) =>
      text.replace(
        /(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)(?:[^"\\-]|\\[^"]){1,20000}(?:-----END|$)/g,
        `$1${mask}`,
      ),
    // scheme://user:password@host: up to the last @ before the path, as net/url reads it. `git@` is no secret, nor is the name of a variable.
    (text) =>
      text.replace(
        /(:\/\/)(?!git@|(?:[\w.-]{1,64}:)?\$(?:\w{1,64}|\{\w{1,64}\})@)[^\s/?#"'`<>\\]{1,1000}@/g,
        `$1${mask}@`,
      ),
    // The same with an unescaped / ? or # in the password, which net/url refuses and then prints.
    (text) =>
      text.replace(
        /(:\/\/)[^\s/?#:@"'`<>]{0,200}:(?!\d{1,5}(?:[/?#\s"'`]|$)|\$(?:\w{1,64}|\{\w{1,64}\})@)[^\s@"'`<>]{1,300}@/g,
        `$1${mask}@`,
      ),
    // %-escaped, as in a query or a log of a log.
    (text) => text.replace(/(%3a%2f%2f)(?:(?!%2f|%40)[^\s/&"'`<>]){1,300}(?:%40|@)/gi, `$1${mask}@`),
    // user:password@host without a scheme, as in a variable for a forward proxy.
    (text) =>
      text.replace(
        /(?<![\w.%+~:/@-])[\w.%+~-]{1,64}:(?!\/\/)[^\s@/:"'`<>]{1,300}@(?=(?:[a-z0-9-]{1,63}\.)+[a-z0-9-]{1,63}(?![\w.])|localhost|\[)(?!v\d)/gi,
        `${mask}@`,
      ),
    // HTTP headers, as curl, git and Go print them: everything to the end of the line or of the quotation.
    (text) =>
      text.replace(
        /\b((?:proxy-)?authorization|(?:set-)?cookie|(?:private|job|deploy|x-[a-z-]{1,40})-token|x-(?:jfrog-art-)?api(?:-key)?)("?'?[ \t]{0,8}[:=][ \t]{0,8}["'[]?)(?!\$)(?:[^\r\n"'\]\\]|\\[^"'\r\n])+/gi,
        `$1$2${mask}`,
      ),
    (text) => text.replace(/\b(bearer|basic) +[\w+/=.~-]{12,}/gi, `$1 ${mask}`),
    // netrc on one line, and the line of a netrc of several. Placeholders, as in our own advice, stay readable.
    (text) =>
      text.replace(
        /\b((?:machine[ \t]{1,20}\S{1,253}|default)[ \t]{1,20})((?:login|account|password|passwd)[ \t]{1,20}(?!<(?:user|token|password)>)(?:[^\s"\\]|\\[^\s"])+(?:[ \t]{1,20}(?:login|account|password|passwd)[ \t]{1,20}(?:[^\s"\\]|\\[^\s"])+)*)/g,
        `$1${mask}`,
      ),
    (text) =>
      text.replace(
        /\b(login[ \t]{1,20}(?:[^\s"\\]|\\[^\s"])+[ \t]{1,20}password[ \t]{1,20})(?!<(?:token|password)>)(?:[^\s"\\]|\\[^\s"])+/g,
        `$1${mask}`,
      ),
    (text) =>
      text.replace(/^([ \t]{0,40}password[ \t]{1,20})(?:[^\s"\\]|\\[^\s"])+[ \t]{0,40}$/gm, `$1${mask}`),
    // Tokens that say themselves what they are.
    (text) => text.replace(tokenShapes, mask),
    // A JSON web token. The run is taken whole and judged then, so that no part of it is read twice.
    (text) =>
      text.replace(/eyJ[\w-]*(?:\.[\w-]*)*/g, (run) => (/^eyJ[\w-]{8,}\.[\w-]{4}/.test(run) ? mask : run)),
    // name=value, in a URL's query, a command or an environment, where the name tells.
    (text) =>
      text.replace(assignment, (whole, name: string) => (isSecretName(name) ? `${name}=${mask}` : whole)),
  ]
}

const tokenShapes = new RegExp(
  [
    'gh[oprsu]_[A-Za-z0-9_.-]{16,}',
    'github_pat_[A-Za-z0-9_]{16,}',
    'gl(?:pat|dt|rt|cbt|ptt|ft|oas|soat|agent)-[\\w.-]{16,}',
    '(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])',
    'xox[a-z]-[\\w-]{10,}',
    'xapp-[\\w-]{10,}',
    'npm_[A-Za-z0-9]{30,}',
    'pypi-[\\w-]{40,}',
    'dckr_[a-z]{3}_[\\w-]{20,}',
    'AT(?:BB|ATT|CTT)[\\w=-]{20,}',
    'AKC[A-Za-z0-9]{40,}',
    'cmVmdGtu[A-Za-z0-9]{20,}',
    'hv[sbr]\\.[\\w-]{20,}',
    'AIza[\\w-]{35}',
    'ya29\\.[\\w.-]{20,}',
  ].join('|'),
  'g',
)

// The name starts where no name character precedes, so that each one is tried once.
const assignment = /(?<![\w.%-])([A-Za-z_][\w.%-]{1,100})=("[^"\r\n]*"|'[^'\r\n]*'|[^\s&"'`<>\\]+)/g
